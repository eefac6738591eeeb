#include "pipeline/report/hold_parts.hpp"

namespace mangping::report {

std::string_view hold_style() {
    return R"(
main{max-width:1180px;padding-bottom:160px}
.note{padding:8px 14px;border-radius:8px}
.card{align-items:flex-start}
.left{flex:1;min-width:0}.right{flex:none;width:520px}
code{font:13px/1.6 ui-monospace,monospace;color:var(--soft);overflow-wrap:anywhere}
ul.why{margin:8px 0 14px;padding-left:1.2em}
div.ask{border:1px solid var(--line);border-radius:8px;padding:12px 14px;margin:0 0 12px}
div.ask p{margin:4px 0}
svg.cut,svg.page{display:block;width:100%;border:1px solid var(--line);border-radius:4px;background:#fff}
svg.page{cursor:crosshair;touch-action:none;user-select:none}
rect.sure{fill:#5b6472;fill-opacity:.16;stroke:#5b6472}
rect.ask{fill:#c8372d;fill-opacity:.1;stroke:#c8372d}
rect.open{stroke-dasharray:8 6;fill-opacity:0}
rect.new{fill:#1d2430;fill-opacity:.82}
text.no{fill:#c8372d;font-weight:600}
.choice{cursor:pointer}
.aside{margin-top:32px}.aside>summary{cursor:pointer;margin-bottom:14px}
pre{white-space:pre-wrap;overflow-wrap:anywhere;margin:6px 0 0;font:13px/1.6 ui-monospace,monospace}
footer{position:fixed;left:0;right:0;bottom:0;background:#fff;border-top:1px solid var(--line);padding:12px 24px;max-height:38vh;overflow:auto}
footer p{margin:0}
button{font:inherit;font-size:14px;padding:0 12px;border:1px solid var(--line);border-radius:6px;background:var(--ground);cursor:pointer}
@media(max-width:980px){.card{flex-direction:column}.right{width:100%}}
@media print{footer{display:none}}
)";
}

std::string_view hold_script() {
    return R"(<script>
(function(){
var out=document.querySelector('pre.command'),count=document.querySelector('.count');
function quoted(s){return "'"+s.replace(/'/g,"'\\''")+"'"}
function folder(){
  var path=decodeURIComponent(location.pathname).replace(/\/hold\.html$/,'');
  return location.protocol==='file:'&&path?path:out.dataset.folder;
}
var cards=Array.prototype.slice.call(document.querySelectorAll('article'));
function compose(){
  var parts=[],chosen=0;
  cards.forEach(function(card){
    var go=card.querySelector('input[value=release]');
    if(!go||!go.checked)return;
    chosen++;
    var no=Array.prototype.slice.call(card.querySelectorAll('input[data-no]:checked')).map(function(i){return i.dataset.no});
    var yes=Array.prototype.slice.call(card.querySelectorAll('input[data-yes]:checked')).map(function(i){return i.dataset.yes});
    var part=' \\\n  --page '+quoted(card.dataset.page)+(no.length?' --reject '+no.join(','):' --accept');
    if(yes.length)part+=' --cover '+yes.join(',');
    (card.boxes||[]).forEach(function(b){part+=' --mask '+b.join(',')});
    parts.push(part);
  });
  count.textContent=out.dataset.chosen+' '+chosen+' / '+document.querySelectorAll('main>article').length;
  out.textContent=chosen?'mangping decide '+quoted(folder())+parts.join(''):'';
}
cards.forEach(function(card){
  card.boxes=[];
  card.addEventListener('change',function(e){
    var go=card.querySelector('input[value=release]');
    if(go&&(e.target.dataset.no||e.target.dataset.yes))go.checked=true;
    compose();
  });
  var svg=card.querySelector('svg.page');
  if(!svg)return;
  var unit=parseFloat(svg.dataset.unit),start=null,rect=null,list=card.querySelector('.boxes');
  function at(e){var p=svg.createSVGPoint();p.x=e.clientX;p.y=e.clientY;return p.matrixTransform(svg.getScreenCTM().inverse())}
  function show(p){
    rect.setAttribute('x',Math.min(p.x,start.x));rect.setAttribute('y',Math.min(p.y,start.y));
    rect.setAttribute('width',Math.abs(p.x-start.x));rect.setAttribute('height',Math.abs(p.y-start.y));
  }
  function remember(rect){
    var box=['x','y','width','height'].map(function(k){return Math.round(rect.getAttribute(k)/unit*10)/10});
    card.boxes.push(box);
    var line=document.createElement('span'),drop=document.createElement('button');
    line.textContent=out.dataset.box+box.join(',')+' ';
    drop.type='button';drop.textContent=out.dataset.drop;
    drop.onclick=function(){card.boxes.splice(card.boxes.indexOf(box),1);rect.remove();line.remove();compose()};
    line.appendChild(drop);list.appendChild(line);
    var go=card.querySelector('input[value=release]');
    if(go)go.checked=true;
    compose();
  }
  svg.addEventListener('pointerdown',function(e){
    start=at(e);rect=document.createElementNS(svg.namespaceURI,'rect');rect.setAttribute('class','new');
    svg.appendChild(rect);svg.setPointerCapture(e.pointerId);show(start);e.preventDefault();
  });
  svg.addEventListener('pointermove',function(e){if(start)show(at(e))});
  svg.addEventListener('pointerup',function(e){
    if(!start)return;
    show(at(e));start=null;
    if(rect.getAttribute('width')<4||rect.getAttribute('height')<4){rect.remove();return}
    remember(rect);
  });
});
document.querySelector('footer button').addEventListener('click',function(){
  var range=document.createRange();range.selectNodeContents(out);
  var s=getSelection();s.removeAllRanges();s.addRange(range);document.execCommand('copy');
});
compose();
})();
</script>
)";
}

}  // namespace mangping::report
