// The look of the demonstration's page: the dashboard's colours and sizes, in one style sheet.
//
// For demo.cpp alone. Violet is exercise and nothing else. Readable at 320 px, at 200 % text, in
// the dark and in forced colours; targets are 48 px high or more.
#pragma once

#include <string_view>

namespace ckl::edge::http {

inline constexpr std::string_view kDemoStyle =
    ":root{color-scheme:light dark;--paper:#f2f4f3;--surface:#fff;--ink:#10181f;--ink-2:#46535e;"
    "--line:#d3dadb;--accent:#0d4a78;--violet:#6a2c9e;--violet-ink:#5a2488;--violet-soft:#f3ecf9;"
    "--shadow:0 1px 2px rgb(16 24 31/6%),0 4px 16px rgb(16 24 31/5%)}"
    "@media(prefers-color-scheme:dark){:root{--paper:#0e1318;--surface:#171e25;--ink:#eef3f6;"
    "--ink-2:#aebac4;--line:#2d3843;--accent:#8cc4f2;--violet:#8f4fd0;--violet-ink:#d3b4f5;"
    "--violet-soft:#221a2e;--shadow:none}}"
    "*{box-sizing:border-box}"
    "h1,h2,h3,p,ul,ol{margin:0;padding:0}ul,ol{list-style:none}"
    "body{margin:0;background:var(--paper);color:var(--ink);overflow-wrap:anywhere;hyphens:manual;"
    "font:1.125rem/1.45 system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans',Arial,sans-serif}"
    "main{max-width:86rem;margin:0 auto;padding:clamp(.875rem,2.5vw,2.25rem)}"
    "a{color:var(--accent);text-underline-offset:.18em}"
    ":focus-visible{outline:4px solid var(--accent);outline-offset:3px;border-radius:6px}"
    // The head: what this is.
    ".head{display:flex;flex-wrap:wrap;align-items:center;gap:.25rem 1rem}"
    ".head b{color:var(--accent);font-size:1.5rem;letter-spacing:.02em}"
    ".head span{color:var(--ink-2)}"
    ".head a{display:inline-flex;align-items:center;min-height:3rem;margin-left:auto}"
    "h1{font-size:clamp(1.75rem,1.3rem + 2vw,2.75rem);line-height:1.12;letter-spacing:-.02em;"
    "margin:1rem 0;text-wrap:balance}"
    ".what{max-width:68rem;font-size:1.25rem}"
    ".what li{position:relative;padding-left:1.6rem}.what li+li{margin-top:.6rem}"
    ".what li::before{content:\"\";position:absolute;left:0;top:.42em;width:.7rem;height:.7rem;"
    "border-radius:2px;background:var(--accent);transform:rotate(45deg)}"
    // The exercise: where one tries.
    ".exercise{display:flex;flex-wrap:wrap;align-items:center;gap:.5rem 1.5rem;margin:1.75rem 0;"
    "padding:1rem 1.25rem;border:3px solid var(--violet);border-radius:14px;"
    "background:var(--violet-soft)}"
    ".exercise p{flex:1 1 min(100%,24rem);min-width:0}.exercise "
    "strong{color:var(--violet-ink);letter-spacing:.06em}"
    // The three roles.
    ".roles{display:grid;gap:1.25rem;grid-template-columns:minmax(0,1fr)}"
    ".role{display:flex;flex-direction:column;gap:1rem;padding:clamp(1.1rem,3vw,1.75rem);"
    "border:1px solid var(--line);border-radius:14px;background:var(--surface);"
    "box-shadow:var(--shadow)}"
    ".role h2{font-size:1.5rem;line-height:1.2;letter-spacing:-.01em;text-wrap:balance}"
    ".role svg{flex:none;width:3rem;height:3rem;fill:none;stroke:var(--accent);stroke-width:1.75;"
    "stroke-linecap:round;stroke-linejoin:round}"
    ".title{display:flex;align-items:center;gap:1rem;min-height:4.5rem}.title h2{min-width:0}"
    ".where{color:var(--ink-2)}"
    ".night{padding-left:.9rem;border-left:4px solid var(--line)}"
    ".night b{display:block;font-variant-numeric:tabular-nums}"
    "h3{font-size:1.125rem;margin-bottom:.5rem}"
    ".steps{counter-reset:step}"
    ".steps li{position:relative;counter-increment:step;padding:.1rem 0 .1rem 2.6rem}"
    ".steps li+li{margin-top:.6rem}"
    ".steps li::before{content:counter(step);position:absolute;left:0;top:0;width:1.9rem;"
    "height:1.9rem;border:2px solid var(--line);border-radius:50%;font-weight:700;"
    "line-height:1.65rem;text-align:center}"
    ".go{display:grid;gap:.35rem;margin-top:auto;padding-top:.25rem}"
    "button{width:100%;min-height:4.5rem;padding:.6rem 1.1rem;border:3px solid var(--violet);"
    "border-radius:9px;background:var(--violet);color:#fff;font:inherit;font-size:1.25rem;"
    "font-weight:700;text-align:left;cursor:pointer}"
    "button small{display:block;font-size:1.0625rem;font-weight:400}"
    "button:hover{text-decoration:underline}"
    "button.again{width:auto;min-height:3rem;background:none;color:var(--violet-ink);"
    "font-size:1.125rem}"
    ".live{display:inline-flex;align-items:center;min-height:3rem;justify-self:start;"
    "line-height:1.25}"
    // Everybody.
    "details{margin-top:2rem;border-top:1px solid var(--line)}"
    "summary{display:flex;align-items:center;gap:.6rem;min-height:4rem;font-weight:700;"
    "cursor:pointer}"
    "summary::before{content:\"\";width:.55rem;height:.55rem;margin:0 .25rem;border:solid;"
    "border-width:0 3px 3px 0;transform:rotate(-45deg)}"
    "[open] summary::before{transform:rotate(45deg)}summary::-webkit-details-marker{display:none}"
    "details ul{display:grid;gap:.75rem;margin-top:1rem;"
    "grid-template-columns:repeat(auto-fill,minmax(min(100%,22rem),1fr))}"
    // The whole card is the target, not only the words of its link.
    "details li{position:relative;min-height:4rem;padding:.7rem 1rem;border:1px solid var(--line);"
    "border-radius:9px;background:var(--surface)}"
    "details li a{font-weight:700}"
    "details li a::after{content:\"\";position:absolute;inset:0}"
    "details li span{display:block;color:var(--ink-2)}"
    "@media(min-width:40rem){.exercise form{margin-left:auto}}"
    // Side by side, with their heads, nights and steps in line.
    "@media(min-width:68rem){.roles{grid-template-columns:repeat(3,minmax(0,1fr));gap:0 1.5rem;"
    "grid-template-rows:repeat(5,auto)}"
    ".role{display:grid;grid-row:span 5;grid-template-rows:subgrid;align-content:start;"
    "margin-bottom:1.5rem}.go{align-self:end}}"
    "@media(min-width:112.5em){html{font-size:118.75%}}"
    "@media(max-width:24rem){.again{width:100%!important}}"
    "@media(forced-colors:active){.what li::before{background:CanvasText}}";

}  // namespace ckl::edge::http
