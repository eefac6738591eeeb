# Shared by ./run and ./test: installs what is missing and builds the release preset. Quiet where nothing is to do.
# Sourced from the project's root; needs root or sudo only when a package is missing.

install_packages() {
    local wanted missing=() name
    wanted=$(grep -v '^#' packages.debian)
    for name in $wanted; do
        dpkg-query -W -f='${Status}' "$name" 2>/dev/null | grep -q '^install ok installed$' || missing+=("$name")
    done
    [ ${#missing[@]} -eq 0 ] && return 0
    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || { echo "Missing packages, and neither root nor sudo: ${missing[*]}" >&2; return 1; }
        as_root=(sudo)
    fi
    echo "Installing ${#missing[@]} Debian packages …"
    local log
    log=$(mktemp)
    if ! { "${as_root[@]}" apt-get update -qq &&
           "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"; } >"$log" 2>&1; then
        echo "A package could not be had. The end of what apt-get said:" >&2
        tail -n 15 "$log" >&2
        rm -f "$log"
        return 1
    fi
    rm -f "$log"
}

# build TARGET…: configures once, then builds; prints the compiler's words only when it fails.
build() {
    local log
    log=$(mktemp)
    if [ ! -f build/release/build.ninja ] && ! cmake --preset release >"$log" 2>&1; then
        tail -n 30 "$log" >&2
        rm -f "$log"
        return 1
    fi
    [ -n "$(ninja -C build/release -n "$@" 2>/dev/null | grep -v 'no work to do' | tail -n +2)" ] && echo "Building …"
    if ! ninja -C build/release "$@" >"$log" 2>&1; then
        grep -E 'error|FAILED|warning' "$log" | head -n 40 >&2
        tail -n 15 "$log" >&2
        rm -f "$log"
        return 1
    fi
    rm -f "$log"
}
