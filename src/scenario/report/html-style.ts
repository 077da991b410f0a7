/**
 * The page's only style. Its colours are those of the window (renderer/styles/tokens.css), where WCAG AA is tested.
 * STYLE_HASH lets this text in and no other.
 */
export const STYLE = `:root{color-scheme:light dark;--page:light-dark(#fff,#121316);--raised:light-dark(#fafafb,#18191d);--line:light-dark(#e5e6ea,#24262b);--text:light-dark(#191a1e,#e8e9ec);--text-2:light-dark(#50545e,#a9adb7);--text-3:light-dark(#646873,#8d929d);--accent:light-dark(#474eb8,#a3a9f5);--accent-tint:light-dark(#ecedfb,#22243c);--ok:light-dark(#1a7437,#4cc078);--failed:light-dark(#c0262d,#ff7b76);--failed-tint:light-dark(#fdecec,#2e1718);--failed-line:light-dark(#efb9bb,#5c2b2d);--error:light-dark(#8a5a00,#e3ab4a);--error-line:light-dark(#e8cf9c,#574320)}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--text);font:13px/20px 'Inter Variable',Inter,system-ui,sans-serif;font-variant-numeric:tabular-nums}
main{max-width:1080px;margin:0 auto;padding:40px 24px 64px}
h1{font-size:20px;line-height:28px;font-weight:620;margin:0}
.facts{color:var(--text-2);margin:4px 0 0}
.told{border:1px solid var(--error-line);border-radius:6px;color:var(--error);padding:8px 12px;margin:16px 0 0}
.counts{display:flex;flex-wrap:wrap;gap:8px;margin:20px 0 0;padding:0;list-style:none}
.counts li{border:1px solid var(--line);border-radius:8px;background:var(--raised);padding:8px 16px;min-width:104px}
.counts b{display:block;font-size:20px;line-height:28px;font-weight:620}
.counts span{color:var(--text-2)}
fieldset{border:0;margin:28px 0 0;padding:0;display:flex;gap:4px;align-items:center}
legend{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden}
label{display:inline-flex;align-items:center;cursor:pointer;border-radius:6px;padding:4px 10px;color:var(--text-2)}
label:has(:checked){background:var(--accent-tint);color:var(--accent)}
label:has(:focus-visible){outline:2px solid var(--accent);outline-offset:1px}
label input{position:absolute;opacity:0}
main:has(#broken:checked) .case:not(.failed,.error),main:has(#flaky:checked) .case:not(.flaky),main:has(#passed:checked) .case:not(.passed){display:none}
.cases{list-style:none;margin:12px 0 0;padding:0;border:1px solid var(--line);border-radius:8px;overflow:hidden}
.case+.case{border-top:1px solid var(--line)}
.line{display:grid;grid-template-columns:112px minmax(0,1fr) auto;gap:12px;align-items:baseline;padding:8px 16px}
summary.line{cursor:pointer;list-style:none}
summary.line::-webkit-details-marker{display:none}
summary:focus-visible{outline:2px solid var(--accent);outline-offset:-2px}
summary.line:hover{background:var(--raised)}
.is{font-weight:530;white-space:nowrap}
.passed>.line>.is,.step.passed .is,.is.passed{color:var(--ok)}
.failed .line>.is,.step.failed .is,.is.failed{color:var(--failed)}
.error .line>.is,.step.error .is,.is.error{color:var(--error)}
.skipped>.line>.is,.step.skipped .is,.is.skipped{color:var(--text-3)}
.title{font-weight:530;overflow-wrap:anywhere}
.why{display:block;white-space:pre-line;font-weight:420;color:var(--text-2);overflow-wrap:anywhere}
.tag{font-weight:420;color:var(--text-2);border:1px solid var(--line);border-radius:4px;padding:0 5px;margin-left:6px;font-size:11px}
.side{color:var(--text-3);text-align:right;max-width:340px}
.file{display:block;overflow-wrap:anywhere}
.inside{border-top:1px solid var(--line);background:var(--raised);padding:12px 16px 16px}
.inside h2{font-size:13px;line-height:20px;font-weight:530;margin:12px 0 4px;color:var(--text-2)}
.steps{list-style:none;margin:0;padding:0;border-left:2px solid var(--line)}
.step{padding:4px 0 4px 16px}
.step .at{color:var(--text-3)}
.step.failed{border-left:2px solid var(--failed);margin-left:-2px}
.step.error{border-left:2px solid var(--error);margin-left:-2px}
table{border-collapse:collapse;margin:6px 0;width:100%;background:var(--page);border:1px solid var(--failed-line);border-radius:6px;table-layout:fixed}
th,td{text-align:left;vertical-align:top;padding:6px 10px;border-bottom:1px solid var(--line);overflow-wrap:anywhere}
tr:last-child td{border-bottom:0}
th{color:var(--text-2);font-weight:530}
td{font:12px/20px 'JetBrains Mono Variable',ui-monospace,monospace}
.fault{color:var(--error);margin:4px 0;overflow-wrap:anywhere}
.exchange{margin:4px 0}
.exchange>summary{cursor:pointer;color:var(--text-2);overflow-wrap:anywhere}
pre{margin:4px 0 8px;padding:10px 12px;background:var(--page);border:1px solid var(--line);border-radius:6px;font:12px/18px 'JetBrains Mono Variable',ui-monospace,monospace;white-space:pre-wrap;overflow-wrap:anywhere;max-height:420px;overflow:auto}
code{font:12px/18px 'JetBrains Mono Variable',ui-monospace,monospace}
.none{padding:24px 16px;color:var(--text-2);margin:0}
@media (max-width:640px){.line{grid-template-columns:1fr}.side{text-align:left}}
@media print{.inside{background:none}pre{max-height:none}}
`;

/** SHA-256 of STYLE in Base64; a test says what it has to be. */
export const STYLE_HASH = 'mZDLf2qFw0T1nGStAePzci/lHC4+jH4qEEe4WblId+w=';
