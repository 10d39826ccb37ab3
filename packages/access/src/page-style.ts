/** Style of the sign-in and sign-out pages: the workbench's tokens and parts, as far as these few pages need them. */
export const PAGE_STYLE = `
:root{--page:#eaeeef;--surface:#fff;--line:#d4dbdd;--line-strong:#7f8d92;--ink:#141f23;--ink-2:#43525a;--ink-3:#5c6b72;
--accent:#0b5568;--accent-hover:#08414f;--accent-weak:#e2eef1;--on-accent:#fff;--note:#665500;--note-weak:#faf4d8;--note-line:#cdb95a;
--font:"PingFang SC","HarmonyOS Sans SC","MiSans","Microsoft YaHei UI","Microsoft YaHei","Noto Sans CJK SC","Source Han Sans SC",system-ui,sans-serif;
--font-en:-apple-system,"Segoe UI","Noto Sans CJK SC","PingFang SC","Microsoft YaHei",system-ui,sans-serif}
*{box-sizing:border-box}
html,body{margin:0;min-height:100%}
html{height:100%}
body{font:400 13px/20px var(--font);color:var(--ink);background:var(--page);-webkit-font-smoothing:antialiased;-webkit-text-size-adjust:100%}
html:lang(en) body{font-family:var(--font-en)}
h1,h2,p,dl,dd{margin:0}
h1{font-size:16px;line-height:24px;font-weight:700}
h2{font-size:13px;line-height:20px;font-weight:700}
a{color:var(--accent);text-underline-offset:3px}
button,input{font:inherit;color:inherit;margin:0}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.sim{min-height:22px;padding:2px 16px 3px;font-size:12px;line-height:16px;background:var(--note-weak);color:var(--note);border-bottom:1px solid var(--note-line)}
.sim b{margin-right:8px}
.bar{height:40px;display:flex;align-items:center;gap:24px;padding:0 16px;background:var(--surface);border-bottom:1px solid var(--line)}
.bar b{font-size:14px}
.bar span{color:var(--ink-2);flex:1;min-width:0;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.bar a{margin-left:auto;padding:10px 0;font-size:12px;white-space:nowrap}
main{margin:32px auto;width:400px;background:var(--surface);border:1px solid var(--line)}
main.wide{width:1040px;display:grid;grid-template-columns:320px 1fr}
section{padding:24px 28px 28px}
h1+.sub{margin-top:4px}
main.wide section+section{border-left:1px solid var(--line);padding:24px 0 12px}
.sub{color:var(--ink-2)}
.small{font-size:12px;line-height:16px;color:var(--ink-3)}
label{display:block;margin-top:16px;font-size:12px;line-height:16px;color:var(--ink-2)}
input{display:block;width:100%;height:36px;margin-top:6px;padding:0 10px;background:#fff;border:1px solid var(--line-strong);border-radius:4px;font-size:15px}
.button{display:inline-flex;align-items:center;justify-content:center;height:36px;padding:0 20px;border:1px solid var(--accent);border-radius:4px;background:var(--accent);color:var(--on-accent);font-weight:500;text-decoration:none;cursor:pointer}
.button:hover{background:var(--accent-hover)}
form .button{width:100%;margin:20px 0 12px}
.alert{margin-top:16px;padding:8px 12px;border:1px solid var(--line-strong);border-left-width:4px;font-weight:500}
.facts{margin-top:16px;padding-top:12px;border-top:1px solid var(--line);overflow-wrap:anywhere}
.actions{margin-top:20px}
.people h2{line-height:24px}
.people .head{padding:0 20px 12px}
table{width:100%;border-collapse:collapse}
th{font-size:12px;line-height:16px;font-weight:500;color:var(--ink-3);text-align:left;padding:4px 12px;border-bottom:1px solid var(--line-strong)}
td{height:32px;padding:0 12px;border-bottom:1px solid var(--line);color:var(--ink-2);white-space:nowrap}
th:first-child,td:first-child{padding-left:20px}
tr:last-child td{border-bottom:0}
tbody tr{position:relative}
tbody tr:hover,tbody tr:focus-within{background:var(--accent-weak)}
.person{padding:0;border:0;background:none;color:var(--accent);font-weight:500;text-align:left;cursor:pointer;text-decoration:underline;text-decoration-color:var(--line-strong);text-underline-offset:3px}
.person::after{content:"";position:absolute;inset:0}
.person:focus-visible{outline:0}
.person:focus-visible::after{outline:2px solid var(--accent);outline-offset:-2px}
@media (max-width:1080px){main.wide{width:min(640px,100% - 32px);display:block}main.wide section+section{border-left:0;border-top:1px solid var(--line)}}
@media (max-width:520px){
body{font-size:15px;line-height:22px;background:var(--surface)}
.bar{height:48px;gap:12px}.bar span,.bar a{font-size:13px}.bar a{padding:14px 0}
main,main.wide{width:auto;margin:0;border:0}
section{padding:20px 16px 24px}
label{font-size:13px;margin-top:14px}
input{height:48px;font-size:16px}
.button{height:48px;width:100%;font-size:16px}
.people .head{padding:0 16px 12px}
thead{display:none}
tbody tr{display:flex;flex-wrap:wrap;align-content:center;gap:0 12px;min-height:56px;padding:6px 16px;border-top:1px solid var(--line)}
td,td:first-child{display:block;height:auto;padding:0;border:0}
td:first-child{flex:0 0 100%}
td+td{font-size:13px;line-height:18px}
}
@media (prefers-reduced-motion:no-preference){.button,tbody tr{transition:background-color .12s}}
`;
