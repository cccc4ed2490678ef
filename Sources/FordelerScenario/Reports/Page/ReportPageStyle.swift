/// How the report looks: light and dark, phone and desk, screen and paper.
enum ReportPageStyle {
    static let css = """
        :root{--bg:#f4f6f8;--card:#fff;--text:#1a2430;--quiet:#566273;--rule:#dde3ea;--accent:#1d5fb8;--map:#eef2f0;
        --c0:#c3122f;--c1:#c96a00;--c2:#1c69c7;--c3:#5c6877;--good:#17693a;--bad:#b00f2a;--wait:#e0b64a;--pause:#b9c2cd;--depot:#39465a}
        @media (prefers-color-scheme:dark){:root{--bg:#10151b;--card:#1a212b;--text:#e8edf3;--quiet:#a3afbe;--rule:#2e3947;
        --accent:#7db4ff;--map:#151d22;--c0:#ff6b7d;--c1:#ffab55;--c2:#74b3ff;--c3:#aab5c2;--good:#74d79b;--bad:#ff7d8d;
        --wait:#c9a13a;--pause:#4d5a69;--depot:#c3cedb}}
        *{box-sizing:border-box}
        [hidden]{display:none!important}
        body{margin:0 auto;max-width:1400px;padding:20px 24px 40px;background:var(--bg);color:var(--text);
        font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",sans-serif}
        h1{font-size:28px;line-height:1.2;margin:0 0 4px}
        h2{font-size:17px;margin:0 0 12px}
        header p{margin:0}
        header .verdict{margin-top:10px;padding-left:12px;border-left:4px solid var(--good);font-weight:600}
        header .verdict.bad{border-color:var(--bad)}
        .quiet,small{color:var(--quiet)}
        code{font:12px ui-monospace,"Liberation Mono",monospace;color:var(--quiet)}
        .card{background:var(--card);border:1px solid var(--rule);border-radius:10px;padding:16px 18px;margin:0 0 16px;min-width:0}
        .cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:10px;margin:18px 0}
        .cards div{background:var(--card);border:1px solid var(--rule);border-radius:10px;padding:10px 14px}
        dt{color:var(--quiet);font-size:13px}
        dd{margin:0;font-size:23px;font-weight:650;font-variant-numeric:tabular-nums}
        dd small{display:block;font-size:12.5px;font-weight:400}
        .days{position:sticky;top:0;z-index:5;border:0;margin:0 -24px 14px;padding:8px 24px;background:var(--bg);display:flex;gap:6px;
        overflow-x:auto;border-bottom:1px solid var(--rule)}
        .days legend{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
        .days label{flex:none;cursor:pointer}
        .days input{position:absolute;opacity:0}
        .days span{display:block;padding:6px 12px;border:1px solid var(--rule);border-radius:999px;background:var(--card);white-space:nowrap}
        .days input:checked+span{background:var(--accent);border-color:var(--accent);color:var(--card);font-weight:600}
        .days input:focus-visible+span,button:focus-visible,summary:focus-visible,.scroll:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
        .split{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);gap:16px;align-items:start}
        .pair{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);gap:16px;align-items:start}
        .mapframe{position:relative;background:var(--map);border-radius:8px;overflow:hidden}
        #map{display:block;width:100%;height:auto}
        .m{transform:scale(var(--k))}
        use.m{transform:scale(calc(var(--k)*var(--small,1)))}
        .c0{--c:var(--c0)}.c1{--c:var(--c1)}.c2{--c:var(--c2)}.c3{--c:var(--c3)}
        use.c0,use.c1,use.c2,use.c3{fill:var(--c);stroke:var(--card);stroke-width:1.4}
        .o{fill:var(--quiet);opacity:.28}
        use.d{fill:var(--depot);stroke:var(--card);stroke-width:2}
        .line{fill:none;stroke:var(--van);stroke-width:2.6;stroke-linejoin:round;vector-effect:non-scaling-stroke;opacity:.8}
        .stop{cursor:pointer}
        .nr{display:none;font-size:8.5px;font-weight:700;text-anchor:middle;fill:var(--card);pointer-events:none}
        .chosen .nr{display:block}
        .chosen use{stroke-width:1}
        svg.narrowed .route:not(.chosen){opacity:.1}
        svg.narrowed .chosen .line{stroke-width:4}
        .names text{font-size:12.5px;text-anchor:middle;fill:var(--text);paint-order:stroke;stroke:var(--map);stroke-width:3.5px;stroke-linejoin:round;pointer-events:none}
        .names .store text{font-weight:700}
        .names .town text{fill:var(--quiet);font-weight:600}
        .zoom{position:absolute;right:10px;top:10px;display:grid;gap:4px}
        .zoom button{width:34px;height:34px;font-size:18px;line-height:1;border:1px solid var(--rule);border-radius:6px;background:var(--card);color:var(--text);cursor:pointer}
        .scale{position:absolute;left:12px;bottom:10px;font-size:11px;color:var(--quiet)}
        .scale span{display:block;border:solid var(--quiet);border-width:0 1px 1px;text-align:center;line-height:14px}
        .pick{margin:10px 0 0;min-height:3em}
        .legend{list-style:none;display:flex;flex-wrap:wrap;gap:4px 16px;margin:10px 0 0;padding:0;font-size:13px;color:var(--quiet)}
        .legend li{display:flex;align-items:center;gap:6px}
        .legend svg{width:17px;height:17px}
        .key{display:inline-block;width:22px;height:11px;border-radius:2px;background:var(--c)}
        .axis{position:relative;height:18px;font-size:11px;color:var(--quiet)}
        .axis span{position:absolute;transform:translateX(-50%)}
        .axis span:first-child{transform:none}.axis span:last-child{transform:translateX(-100%)}
        .row{margin:0 0 9px}
        .van{display:block;width:100%;text-align:left;border:0;background:none;color:inherit;font:inherit;padding:2px 0 2px 10px;cursor:pointer;
        border-left:5px solid var(--van);margin-bottom:3px;line-height:1.3}
        .van[aria-pressed=true]{background:color-mix(in srgb,var(--van) 16%,transparent)}
        .track{position:relative;height:24px;background:repeating-linear-gradient(to right,var(--rule) 0 1px,transparent 1px calc(100%/var(--hours)));border-right:1px solid var(--rule)}
        .track i{position:absolute;top:2px;height:20px;border-radius:2px;background:var(--c)}
        .track .shift{top:0;height:24px;border-radius:0;background:color-mix(in srgb,var(--rule) 45%,transparent)}
        .track .drive,.key.drive{background:linear-gradient(var(--van,var(--accent)) 0 0) center/100% 4px no-repeat}
        .track .wait,.key.wait{background:repeating-linear-gradient(135deg,var(--wait) 0 3px,transparent 3px 6px);box-shadow:inset 0 0 0 1px var(--wait)}
        .pause{--c:var(--pause)}.assist{--c:var(--good)}.depot{--c:var(--depot)}
        .track .setup{opacity:.55;border-radius:2px 0 0 2px}
        .track .islate{box-shadow:0 0 0 2px var(--bad)}
        details{border-top:1px solid var(--rule);padding:2px 0}
        details:first-child{border-top:0}
        summary{cursor:pointer;padding:8px 0}
        .dot{display:inline-block;width:11px;height:11px;border-radius:50%;background:var(--van);margin:0 8px 0 4px}
        .scroll{overflow-x:auto;margin:0 0 10px}
        table{border-collapse:collapse;width:100%;font-size:14px;font-variant-numeric:tabular-nums}
        caption{text-align:left;color:var(--quiet);padding:2px 0 6px;font-size:13.5px}
        th,td{text-align:left;padding:6px 12px 6px 0;border-bottom:1px solid var(--rule);vertical-align:top;white-space:nowrap}
        td.w{white-space:normal;min-width:150px}
        th{color:var(--quiet);font-weight:600;font-size:13px}
        .n{text-align:right}
        .total td{font-weight:650;border-bottom:0}
        .badge{display:inline-block;min-width:22px;text-align:center;padding:0 7px;border-radius:999px;border:1.5px solid var(--c);color:var(--c);font-size:12.5px;font-weight:700}
        .badge.late{--c:var(--bad)}
        .heat{display:inline-block;min-width:34px;padding:0 6px;border-radius:4px;background:color-mix(in srgb,var(--accent) calc(var(--h)*.45),transparent)}
        @media (max-width:1000px){.split,.pair{grid-template-columns:minmax(0,1fr);gap:0}}
        @media (max-width:600px){body{padding:14px 14px 30px;font-size:15px}.days{margin:0 -14px 12px;padding:8px 14px}h1{font-size:24px}
        #map{--small:.75}.cards{grid-template-columns:1fr 1fr}.cards div:last-child:nth-child(odd){grid-column:span 2}dd{font-size:20px}.card{padding:14px 13px}}
        @media print{.days,.zoom,.pick,script{display:none}.card{break-inside:avoid;border-color:#bbb}body{max-width:none;padding:0}}
        """
}
