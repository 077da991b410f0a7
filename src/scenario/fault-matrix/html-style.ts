/** The heat map's style, on top of that of every report. MATRIX_STYLE_HASH lets this text in and no other. */
export const MATRIX_STYLE = `:root{--ok-tint:light-dark(#e7f5eb,#14261b);--words-tint:light-dark(#fdf3e0,#2b2111)}
section{margin:32px 0 0}
h2{font-size:15px;line-height:22px;font-weight:620;margin:0}
.about{color:var(--text-2);margin:2px 0 10px;overflow-wrap:anywhere}
.legend{display:flex;flex-wrap:wrap;gap:2px 16px;margin:16px 0 0;padding:0;list-style:none;color:var(--text-2);font-size:12px}
.legend li{display:flex;align-items:center;gap:6px}
.mark{display:inline-block;width:16px;text-align:center;font-weight:620;color:var(--text-3)}
.mark.match{color:var(--ok)}
.mark.words{color:var(--error)}
.mark.wrong,.mark.accepted{color:var(--failed)}
.scroll{overflow-x:auto;border:1px solid var(--line);border-radius:8px}
.scroll:focus-visible{outline:2px solid var(--accent);outline-offset:1px}
.heat{table-layout:auto;border:0;margin:0;border-radius:0}
.heat th,.heat td{padding:4px 8px;font:13px/20px 'Inter Variable',Inter,system-ui,sans-serif;vertical-align:middle}
.heat thead th{vertical-align:bottom;color:var(--text-2);padding-top:8px}
.heat .code{width:36px;padding:8px 4px;text-align:center}
.heat .code span{display:inline-block;writing-mode:vertical-rl;transform:rotate(180deg);white-space:nowrap;font-weight:420;font-size:12px;line-height:16px}
.heat tbody th[scope=row]{min-width:280px;color:var(--text);font-weight:420}
.heat .group th{background:var(--raised);color:var(--text-2);font-weight:530}
.heat .cell{text-align:center;border-left:1px solid var(--line)}
.heat td:not(.cell):not(.said){border-left:1px solid var(--line)}
.heat .cell.match{background:var(--ok-tint)}
.heat .cell.words{background:var(--words-tint)}
.heat .cell.wrong,.heat .cell.accepted{background:var(--failed-tint)}
.heat .said{white-space:nowrap;color:var(--text-2);border-left:1px solid var(--line)}
.heat tr.in .said{max-width:280px;white-space:normal}
.heat tr.off .said{color:var(--failed);font-weight:530}
.heat tr.off th[scope=row]{font-weight:530}
dl{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:2px 12px;margin:4px 0 6px;font-weight:420;color:var(--text-2)}
dd{margin:0;overflow-wrap:anywhere}
.source{color:var(--text-3)}
.hidden{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden}
`;

/** SHA-256 of MATRIX_STYLE in Base64; a test says what it has to be. */
export const MATRIX_STYLE_HASH = 'RW/t7OiGAe7CvZonaJ1XF7MF7of6tbyE4lLSFgfq9ao=';
