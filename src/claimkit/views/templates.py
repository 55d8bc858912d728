"""Colors, type and layout of the HTML views, and the frame of a page.

``§`` stands for the one object that the rules are for; `stylesheet` puts its id there, so that two outputs in one
notebook do not touch each other, and the rules of the notebook do not touch ours.

Nothing is told by color alone: kinds of quotes differ by their line (solid, dashed, dotted), speakers by name,
differences by strike and underline. Colors are in OKLCH, where equal lightness looks equally light for all hues.
"""

from __future__ import annotations

_LIGHT = """
  color-scheme: light;
  --paper: #fffdf9; --card: #ffffff; --ink: #1f1c18; --muted: #6a645b; --rule: #ded8cc; --wash: #f5f1e8;
  --alert: #96290f; --alert-wash: #fcefe8; --add: #175e3c; --add-wash: #e5f3ea; --gone: #757067;
  --who-light: 45%; --who-chroma: .12; --tint-light: 94.6%; --tint-chroma: .03;
"""

_DARK = """
  color-scheme: dark;
  --paper: #171614; --card: #1e1d1a; --ink: #e8e4dc; --muted: #a49d91; --rule: #3a3732; --wash: #23211e;
  --alert: #f3a48d; --alert-wash: #3a221b; --add: #8ed3ac; --add-wash: #1c3226; --gone: #99938a;
  --who-light: 80%; --who-chroma: .105; --tint-light: 28%; --tint-chroma: .045;
"""

# A notebook says itself whether it is light or dark, and it may differ from the system.
_HOSTS_DARK = (
    '[data-jp-theme-light="false"]',
    ".vscode-dark",
    ".vscode-high-contrast:not(.vscode-high-contrast-light)",
    '[data-theme="dark"]',
    ".theme-dark",
)
_HOSTS_LIGHT = (
    '[data-jp-theme-light="true"]',
    ".vscode-light",
    ".vscode-high-contrast-light",
    '[data-theme="light"]',
    ".theme-light",
)

_RULES = """
§ { box-sizing: border-box; container: claimkit / inline-size; max-width: 82em; margin: 0;
  padding: 1.5em clamp(1em, 4%, 2.6em) 1.7em; border: 1px solid var(--rule); border-radius: 4px;
  background: var(--paper); color: var(--ink); text-align: start; overflow-wrap: anywhere; hyphens: manual;
  font: 16.5px/1.62 Charter, "Bitstream Charter", "Iowan Old Style", "Source Serif 4", "Source Serif Pro", Georgia,
    Cambria, "Noto Serif", serif; }
§ *, § *::before, § *::after { box-sizing: border-box; }
§ :is(h2, h3, h4, p, ul, ol, li, blockquote, table, thead, tbody, tr, th, td) { margin: 0; padding: 0; border: 0;
  background: none; color: inherit; font: inherit; text-align: start; }
§ ul { list-style: none; }
§ :is(mark, u, b, del, ins, cite) { background: none; color: inherit; font: inherit; text-decoration: none; }
§ a { color: inherit; text-decoration: underline; text-decoration-color: var(--rule); text-underline-offset: .2em; }
§ a:hover { text-decoration-color: currentColor; }
§ :is(a, summary):focus-visible { outline: 2px solid currentColor; outline-offset: 2px; border-radius: 2px; }

§ :is(.kicker, .legend, .facts, .badge, .role, .how, .when, .foot, .note, .matrix, .side h3, .section,
  .flags, .origin, .timeline, .search, .overview > summary) {
  font-family: ui-sans-serif, system-ui, -apple-system, "Segoe UI", Inter, Roboto, "Noto Sans", "Helvetica Neue", Arial,
    sans-serif; font-size: .78em; line-height: 1.5; }
§ .kicker { color: var(--muted); letter-spacing: .01em; }
§ .kicker b { color: var(--ink); font-weight: 650; }
§ h2 { font-size: 1.75em; line-height: 1.18; font-weight: 700; letter-spacing: -.012em; text-wrap: balance;
  margin: .18em 0 .3em; }
§ .facts { color: var(--muted); }
§ .note { margin: .9em 0 0; padding: .6em .9em; border-left: 3px solid var(--alert); background: var(--alert-wash);
  color: var(--alert); border-radius: 0 3px 3px 0; }
§ .note b { font-weight: 650; }
§ .legend { display: flex; flex-wrap: wrap; gap: .35em 1.3em; margin: 1em 0 0; padding: .75em 0 0;
  border-top: 1px solid var(--rule); color: var(--muted); }
§ .legend :is(mark, u, b) { color: var(--ink); }

§ .reading { display: grid; gap: 1.8em 3em; margin-top: 1.4em; }
§ .text { max-width: 37em; }
§ .text p { white-space: pre-wrap; margin: 0 0 .85em; }
§ .text p.headline { font-weight: 700; font-size: 1.22em; line-height: 1.3; }
§ .text p:last-child { margin-bottom: 0; }

§ :is(.who, mark, .number, .speaker h4) {
  --line: oklch(var(--who-light) calc(var(--who-chroma) * var(--colored, 1)) var(--hue, 0));
  --tint: oklch(var(--tint-light) calc(var(--tint-chroma) * var(--colored, 1)) var(--hue, 0)); }
§ .who { color: var(--line); }
§ mark { background: var(--tint); border-bottom: 2px solid var(--line);
  padding: .1em 0 .04em; scroll-margin: 5em; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
§ mark.mixed { border-bottom-style: dashed; }
§ mark.indirect { border-bottom-style: dotted; background: none; }
§ mark.first { border-top-left-radius: 3px; border-bottom-left-radius: 1px; }
§ mark.last { border-top-right-radius: 3px; border-bottom-right-radius: 1px; }
§ mark[data-number]::after { content: attr(data-number); margin-inline-start: .12em; padding: 0 .15em;
  font: 650 .62em/1 ui-sans-serif, system-ui, sans-serif; vertical-align: super; color: var(--line); }
§ mark:target { outline: 2px solid var(--line); outline-offset: 1px; }
§ u.cue { text-decoration: underline; text-decoration-thickness: 1px; text-underline-offset: .2em;
  text-decoration-color: var(--muted); font-style: italic; }
§ b.who { font-weight: 650; }
§ b.who[data-who]::after { content: " [" attr(data-who) "]"; font: 500 .7em/1 ui-sans-serif, system-ui, sans-serif;
  opacity: .92; }

§ b.who.doubtful { border-bottom: 1px dashed currentColor; }
§ b.who.doubtful[data-who]::after { content: " [" attr(data-who) "?]"; }

§ .side h3 { color: var(--muted); text-transform: uppercase; letter-spacing: .07em; font-size: .68em;
  padding-bottom: .5em; border-bottom: 1px solid var(--rule); }
§ .speaker { padding: .8em 0 .75em; border-bottom: 1px solid var(--rule); }
§ .speaker h4 { font-weight: 700; font-size: .98em; line-height: 1.3; }
§ .speaker h4::before { content: ""; display: inline-block; width: .58em; height: .58em; margin-inline-end: .5em;
  border-radius: 50%; background: var(--line);
  -webkit-print-color-adjust: exact; print-color-adjust: exact; }
§ .role { color: var(--muted); margin-inline-start: 1.41em; }
§ .speaker ul { margin: .4em 0 0; }
§ .speaker li { display: grid; grid-template-columns: 1.9em minmax(0, 1fr); font-size: .84em; line-height: 1.45;
  padding: .2em 0; }
§ .speaker li > .number { font: 650 .82em/1.77 ui-sans-serif, system-ui, sans-serif; font-variant-numeric: tabular-nums;
  color: var(--line); }
§ .speaker li a { text-decoration: none; }
§ .speaker li a:hover { text-decoration: underline; }
§ .how { color: var(--muted); font-size: .82em; display: block; }
§ .speaker.unnamed h4 { font-weight: 500; font-style: italic; }
§ .speaker.unnamed h4::before { background: none; border: 2px solid var(--line); }
§ details.why, § .why > summary { display: inline; border: 0; padding: 0; }
§ .why > summary { text-decoration: underline dotted; text-underline-offset: .2em; }
§ .why > summary::before, § .why[open] > summary::before { content: none; }
§ .why p { margin: .25em 0 0; padding-inline-start: .7em; border-inline-start: 2px solid var(--rule);
  white-space: pre-wrap; }
§ .people { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(20em, 100%), 1fr)); gap: .9em 2em;
  margin-top: .9em; font-size: .95em; }
§ .people b { font-weight: 700; }
§ .people .role { margin: 0; }
§ .unsure { border: 1px dashed currentColor; border-radius: 3px; padding: 0 .35em; white-space: nowrap; }
@container claimkit (min-width: 860px) {
  § .reading { grid-template-columns: minmax(0, 38em) minmax(15em, 21em); column-gap: clamp(2.5em, 6%, 5em); }
}

§ .wording { font-size: 1.5em; line-height: 1.32; letter-spacing: -.008em; max-width: 30em; text-wrap: pretty;
  margin: .3em 0 .35em; }
§ .wording.long { font-size: 1.16em; line-height: 1.45; max-width: 40em; }
§ .verbatim::before { content: "“"; } § .verbatim::after { content: "”"; }
§ .by { font-size: .98em; }
§ .by b { font-weight: 700; }
§ .by .role { margin: 0 0 0 .45em; }
§ .versions { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(17em, 100%), 1fr)); gap: 1em;
  margin-top: 1.3em; align-items: start; }
§ .version { background: var(--card); border: 1px solid var(--rule); border-radius: 4px; padding: .85em 1em .8em;
  break-inside: avoid; }
§ .version.fullest { border-top: 3px solid var(--ink); padding-top: calc(.85em - 2px); }
§ .version .head { display: flex; flex-wrap: wrap; gap: .2em .6em; align-items: baseline;
  justify-content: space-between; }
§ .version h4 { font-weight: 700; font-size: 1.02em; line-height: 1.3; }
§ .badge { font-size: .68em; font-weight: 600; border: 1px solid var(--rule); border-radius: 999px; padding: .08em .7em;
  color: var(--muted); white-space: nowrap; }
§ .badge.fullest { background: var(--ink); border-color: var(--ink); color: var(--paper); }
§ .when { color: var(--muted); font-size: .72em; }
§ .when b { font-weight: 600; color: var(--ink); }
§ .attribution { font-size: .88em; line-height: 1.45; margin: .55em 0 0; padding: .5em 0 0;
  border-top: 1px solid var(--rule); }
§ .attribution b { font-weight: 700; }
§ .attribution .called { color: var(--muted); }
§ .attribution .odd { color: var(--alert); text-decoration: underline dotted; text-underline-offset: .2em; }
§ .version blockquote { font-size: .95em; line-height: 1.55; margin: .5em 0 0; white-space: pre-wrap; }
§ del { color: var(--gone); text-decoration: line-through; text-decoration-thickness: 1px; }
§ ins { color: var(--add); background: var(--add-wash); text-decoration: underline; text-underline-offset: .18em;
  text-decoration-thickness: 1.5px; }
§ .seam { color: var(--muted); font-weight: 400; }
§ .flags { display: flex; flex-wrap: wrap; gap: .35em .45em; margin: .6em 0 0; }
§ .flags li { font-size: .74em; line-height: 1.4; padding: .1em .6em .12em; border: 1px solid var(--alert);
  border-radius: 3px; color: var(--alert); background: var(--alert-wash); }
§ .flags b { font-weight: 650; }
§ .flags :is(del, ins) { color: inherit; background: none; }
§ .origin { margin-top: .9em; font-size: .9em; }
§ .origin b { font-weight: 700; }
§ .origin .why { color: var(--muted); font-size: .86em; }

§ .timeline { list-style: none; margin: 1em 0 0; padding: .5em 0 .3em; border-top: 1px solid var(--rule);
  border-bottom: 1px solid var(--rule); }
§ .timeline li { display: grid; grid-template-columns: minmax(7em, 13em) minmax(6em, 1fr) minmax(7em, max-content);
  gap: 0 1.2em; align-items: center; padding: .18em 0; font-size: .76em; }
§ .timeline .name { font-weight: 600; }
§ .timeline .time { color: var(--muted); min-width: 12.5em; }
§ .timeline .track { position: relative; height: 1.7em; margin-inline-end: 1.7em;
  background: linear-gradient(var(--rule), var(--rule)) center / 100% 1px no-repeat; }
§ :is(.dot, .letter) { display: inline-block; min-width: 1.55em; padding: 0 .25em; border: 1px solid var(--ink);
  border-radius: 1em; background: var(--card); color: var(--ink); text-align: center;
  font: 650 .95em/1.5 ui-sans-serif, system-ui, sans-serif; }
§ .dot { position: absolute; top: .06em; inset-inline-start: calc(var(--at) * 1%); }
§ :is(.dot, .letter).fullest { background: var(--ink); color: var(--paper); }
§ .letter { font-size: .7em; align-self: center; }
§ .letter + h4 { flex: 1; }
§ .foot { color: var(--muted); font-size: .72em; margin-top: .6em; }
§ .legend.below { border-top: 0; padding-top: 0; }

§ .section { color: var(--muted); text-transform: uppercase; letter-spacing: .07em; font-size: .7em; font-weight: 600;
  margin: 2.2em 0 0; padding-bottom: .5em; border-bottom: 1px solid var(--ink); }
§ .scroll { overflow-x: auto; }
§ table.matrix { width: 100%; border-collapse: collapse; font-size: .74em; }
§ .matrix :is(th, td) { padding: .5em .6em; border-bottom: 1px solid var(--rule); vertical-align: top; }
§ .matrix thead th { color: var(--muted); font-weight: 600; vertical-align: bottom; min-width: 5.5em;
  overflow-wrap: normal; }
§ .matrix tbody th { font: 1.18em/1.4 Charter, "Bitstream Charter", Georgia, "Noto Serif", serif; min-width: 13em;
  max-width: 32em; }
§ .matrix .called { color: var(--muted); font-size: .84em; }
§ .matrix td { white-space: nowrap; }
§ .matrix .fullest { font-weight: 700; }
§ .matrix .absent { color: var(--muted); opacity: .6; }
§ .matrix a { text-decoration: none; }
§ .matrix a:hover { text-decoration: underline; }
§ .entries > details { content-visibility: auto; contain-intrinsic-size: auto 5.6em; }
§ [hidden] { display: none !important; }
§ details[id] { scroll-margin-top: 6em; }
§ .search { position: sticky; top: 0; z-index: 2; display: flex; flex-wrap: wrap; gap: .6em 1.1em; align-items: end;
  margin: 1em 0 0; padding: .8em 0; background: var(--paper); border-bottom: 1px solid var(--rule); }
§ .search label { display: grid; gap: .15em; color: var(--muted); flex: 1 1 9em; min-width: 0; }
§ .search label.text { flex: 3 1 16em; }
§ .search :is(input, select, button) { box-sizing: border-box; width: 100%; min-width: 0; height: 2.35em;
  padding: 0 .6em; border: 1px solid var(--muted); border-radius: 4px; background: var(--card); color: var(--ink);
  font: inherit; font-size: 1.1em; }
§ .search button { width: auto; cursor: pointer; }
§ .search :is(input, select, button):focus-visible { outline: 2px solid var(--ink); outline-offset: 1px; }
§ .search p { display: flex; gap: .9em; align-items: center; margin-inline-start: auto; white-space: nowrap; }
§ .search output { color: var(--ink); font-weight: 600; font-variant-numeric: tabular-nums; }
§ details { border-bottom: 1px solid var(--rule); }
§ summary { cursor: pointer; list-style: none; display: grid; grid-template-columns: 1.3em minmax(0, 1fr); gap: .1em;
  padding: .8em 0; }
§ summary::-webkit-details-marker { display: none; }
§ summary::before { content: "▸"; color: var(--muted); font-size: .85em; line-height: 1.9; }
§ details[open] > summary::before { content: "▾"; }
§ summary .line { display: block; font-size: 1.05em; line-height: 1.4; }
§ details[open] > summary .line { font-weight: 700; }
§ summary .kicker { display: block; }
§ summary .alert { color: var(--alert); font-weight: 600; }
§ .overview > summary { color: var(--muted); text-transform: uppercase; letter-spacing: .07em; font-size: .7em;
  font-weight: 600; margin-top: 1.4em; }
§ .inside { padding: .1em 0 1.6em 1.3em; }
@container claimkit (max-width: 560px) {
  § .search { position: static; }
  § .search p { flex: 1 1 100%; justify-content: space-between; }
  § .timeline li { grid-template-columns: 1fr max-content; padding: .3em 0; }
  § .timeline .track { grid-row: 2; grid-column: 1 / -1; }
  § .timeline .time { min-width: 0; }
  § .inside { padding-inline-start: 0; }
  § h2 { font-size: 1.45em; }
  § .wording { font-size: 1.25em; }
}
@media print {
  § { border: 0; padding: 0; max-width: none; }
  § .search { display: none; }
  § details::details-content { content-visibility: visible; block-size: auto; }
  § details > summary::before { content: ""; }
  § :is(.speaker, .version, .note) { break-inside: avoid; }
  § :is(h2, h3, h4, summary, .legend) { break-after: avoid; }
  § .reading { display: block; }
  § .side { margin-top: 1.5em; }
}
@media (prefers-contrast: more) { § { --muted: var(--ink); --gone: var(--ink); --rule: currentColor; } }
"""

# 137.5 degrees, the golden angle, keeps any number of neighbors apart on the circle of hues.
_FIRST_HUE, _STEP = 255.0, 137.508

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy"
  content="default-src 'none'; style-src 'unsafe-inline'; script-src {allowed}">
<meta name="generator" content="claimkit">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<style>
body {{ margin: 0; background: #fffdf9; }}
::highlight(claimkit-found) {{ background: #ffdf85; color: #1f1c18; }}
main > .claimkit {{ margin: 0 auto !important; border: 0 !important; }}
@media (prefers-color-scheme: dark) {{ body {{ background: #171614; }} }}
@media screen and (min-width: 1000px) {{
  main > .claimkit > .reading > .side {{ position: sticky; top: 0; align-self: start; max-height: 100vh;
    overflow-y: auto; padding: 1em .5em 1em 0; }}
}}
@media print {{ body {{ background: none; }} }}
</style>
</head>
<body>
<main>
{body}
</main>
</body>
</html>
"""


def stylesheet(scope: str, speakers: int) -> str:
    """The rules for the object with id ``scope``, with a hue for each of the speakers 1 to ``speakers``."""
    hosts_dark, hosts_light = ", ".join(f"{host} §" for host in _HOSTS_DARK), ", ".join(_HOSTS_LIGHT)
    palette = (
        f"§ {{{_LIGHT}}}\n"
        # The system's wish for dark yields to a host that says it is light.
        "@media (prefers-color-scheme: dark) {\n"
        f":root:not(:has({hosts_light})):not({hosts_light}) § {{{_DARK}}} }}\n"
        f"{hosts_dark} {{{_DARK}}}\n"
        f"@media print {{ :root § {{{_LIGHT} --paper: #fff; }} }}\n"
    )
    people = "".join(_rules_of(number) for number in range(speakers + 1))
    return f"{palette}{_RULES}{people}".replace("§", f"#{scope}")


def _rules_of(speaker: int) -> str:
    """The hue of a speaker; and pointing at a speaker or at a quote of theirs dims what others say."""
    hue = (_FIRST_HUE + (speaker - 1) * _STEP) % 360
    color = f"§ .s{speaker} {{ --colored: 1; --hue: {hue:.0f}; }}\n" if speaker else "§ .s0 { --colored: 0; }\n"
    pointed = f"§ .reading:has(.s{speaker}:hover) .text mark"
    return (
        f"{color}{pointed}:not(.s{speaker}) {{ background: none; border-bottom-color: var(--rule); }}\n"
        f"{pointed}.s{speaker} {{ background: var(--tint); }}\n"
    )


def framed(scope: str, body: str, *, speakers: int = 0) -> str:
    """A fragment that can stand anywhere: its style and its body in one element with an id."""
    return f'<div class="claimkit" id="{scope}"><style>{stylesheet(scope, speakers)}</style>{body}</div>'


def document(title: str, body: str, *, allowed: str = "'none'") -> str:
    """A whole HTML document around a fragment; ``title`` must be escaped already.

    ``allowed`` is the source list of scripts in the page's policy (https://www.w3.org/TR/CSP3/#source-lists).
    """
    return _PAGE.format(title=title, body=body, allowed=allowed)
