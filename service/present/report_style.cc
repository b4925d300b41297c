#include "service/present/report_style.h"

namespace stillwatch::service {

const char kReportStyle[] = R"css(
:root { color-scheme: light dark; --ink: #1c2430; --dim: #5a6675; --paper: #ffffff; --card: #f5f7f9;
  --rule: #d8dee5; --bar: #7d93ab; --alarm: #b3261e; --for: #b3261e; --against: #1d7a46; }
@media (prefers-color-scheme: dark) { :root { --ink: #e4e9ef; --dim: #9aa7b5; --paper: #12171d;
  --card: #1a2129; --rule: #2f3944; --bar: #6d86a1; --alarm: #ff8a80; --for: #ff8a80;
  --against: #6fd39b; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 72rem; padding: 2rem 1.25rem 4rem; color: var(--ink);
  background: var(--paper); font: 15px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.5rem; margin: 0 0 .25rem; }
h2 { font-size: 1.15rem; margin: 2.5rem 0 .75rem; }
h3 { font-size: 1rem; margin: 0 0 .5rem; overflow-wrap: anywhere; }
p { margin: .25rem 0; }
.dim, .axis { color: var(--dim); fill: var(--dim); }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: .75rem;
  margin: 1.5rem 0 0; padding: 0; }
.figures div { background: var(--card); border: 1px solid var(--rule); border-radius: 6px;
  padding: .6rem .8rem; }
.figures dt { color: var(--dim); font-size: .85rem; }
.figures dd { margin: 0; font-size: 1.35rem; font-variant-numeric: tabular-nums; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: left; padding: .35rem .6rem; border-bottom: 1px solid var(--rule);
  vertical-align: top; }
th { color: var(--dim); font-weight: 600; font-size: .85rem; }
td.n, th.n { text-align: right; white-space: nowrap; }
td.id { font-family: ui-monospace, monospace; font-size: .85rem; overflow-wrap: anywhere;
  min-width: 11rem; }
.overview { max-width: 36rem; }
a { color: inherit; }
article { border: 1px solid var(--rule); border-radius: 8px; padding: 1rem 1.1rem; margin: 1rem 0;
  break-inside: avoid; }
.facts { display: flex; flex-wrap: wrap; gap: .15rem 1.4rem; margin-bottom: .75rem; }
.score { color: var(--alarm); font-weight: 600; }
.columns { display: grid; grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); gap: 1.25rem; }
@media (max-width: 760px) { .columns { grid-template-columns: minmax(0, 1fr); } }
.reason { margin: 0 0 .8rem; }
.meter { display: grid; grid-template-columns: 3.2rem 1fr; align-items: center; gap: .5rem; }
.meter span { text-align: right; font-variant-numeric: tabular-nums; font-weight: 600; }
.meter i { display: block; height: .5rem; border-radius: 2px; background: var(--for); }
.against .meter i { background: var(--against); }
.reason p { margin-left: 3.7rem; }
.reason small { display: block; margin-left: 3.7rem; color: var(--dim); overflow-wrap: anywhere; }
figure { margin: 0 0 .8rem; }
figcaption { font-size: .85rem; color: var(--dim); }
.chart { width: 100%; height: auto; display: block; }
.axis { font: 10px system-ui, sans-serif; }
.bar { fill: var(--bar); }
.bar.marked { fill: var(--alarm); }
.mark { stroke: var(--alarm); stroke-width: 1; stroke-dasharray: 3 2; }
.base { stroke: var(--rule); }
@media print { body { max-width: none; padding: 0; } }
)css";

}  // namespace stillwatch::service
