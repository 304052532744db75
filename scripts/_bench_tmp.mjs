import { createServer } from 'vite';
const server = await createServer({ root: '/work/main', server:{middlewareMode:true,hmr:false,ws:false,watch:null}, appType:'custom', optimizeDeps:{noDiscovery:true,include:[]}, logLevel:'error' });
const { metrics } = await server.ssrLoadModule('/src/parts/metrics/index.ts');
const { unitRows } = await server.ssrLoadModule('/src/parts/metrics/similarities.ts'); const { heldOutOf: heldOut } = await server.ssrLoadModule('/src/parts/metrics/metric.ts');
const { principalAxes } = await server.ssrLoadModule('/src/parts/metrics/pca.ts');
let s=1; const rnd=()=>{s=Math.imul(s,1664525)+1013904223|0;return (s>>>0)/4294967296-.5};
for (const [n,d,C] of [[576,32,24],[768,32,48],[768,32,10],[768,32,2],[629,64,10],[768,32,1]]) {
  const labels=Int32Array.from({length:n},(_,i)=>i%C);
  const c=Float64Array.from({length:C*d},()=>rnd());
  for (const noise of [10,0.7]) {
  const v=Float32Array.from(unitRows(Float64Array.from({length:n*d},(_,i)=>c[labels[(i/d)|0]*d+i%d]+noise*(rnd()+rnd()+rnd())),d));
  const t=[];const parts={};let out;
  for(let r=0;r<30;r++){const h=heldOut(v,labels,d);const t0=performance.now();let p=t0;out={};const sp={};
   h.similarity(); sp.similarity=performance.now()-p; p=performance.now();
   for(const [k,m] of Object.entries(metrics)){out[k]=+m.measure(h).toFixed(4);const q=performance.now();sp[k]=q-p;p=q}
   t.push(p-t0);for(const k in sp)(parts[k]??=[]).push(sp[k]);}
  const med=a=>a.slice(5).sort((x,y)=>x-y)[12].toFixed(2);
  console.log(n,d,C,noise,'first',t[0].toFixed(1),'median',med(t),JSON.stringify(Object.fromEntries(Object.entries(parts).map(([k,a])=>[k,med(a)]))),JSON.stringify(out));
  }
  const v=Float32Array.from({length:n*d},rnd);const t=[];for(let r=0;r<20;r++){const p=performance.now();principalAxes(v,n,d,2);t.push(performance.now()-p)}
  console.log('pca',t[0].toFixed(1),t.sort((a,b)=>a-b)[10].toFixed(2));
}
await server.close();
