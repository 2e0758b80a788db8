//! Which browsers our pages are for, and what they do not know.

/// What came after Chromium 116, Firefox 115 or WebKitGTK 2.40 (Safari 16.4), by MDN's tables.
const TOO_NEW: &[(&str, &str)] = &[
    ("Object.groupBy", "Chromium 117, Firefox 119"),
    ("Map.groupBy", "Chromium 117, Firefox 119"),
    ("Promise.withResolvers", "Chromium 119, Firefox 121"),
    ("Promise.try", "Chromium 128, Firefox 134"),
    ("Array.fromAsync", "Chromium 121"),
    ("Iterator.from", "Chromium 122, Firefox 131"),
    (".isSubsetOf(", "Chromium 122, Firefox 127"),
    (".symmetricDifference(", "Chromium 122, Firefox 127"),
    ("URL.canParse", "Chromium 120"),
    ("URL.parse", "Chromium 126"),
    ("AbortSignal.any", "Firefox 124"),
    ("fromBase64", "Chromium 140, Firefox 133"),
    ("toBase64(", "Chromium 140, Firefox 133"),
    ("Float16Array", "Chromium 135"),
    ("isWellFormed", "Firefox 119"),
    ("Intl.Segmenter", "Firefox 125"),
    ("Intl.DurationFormat", "Chromium 129"),
    ("requestIdleCallback", "not in WebKitGTK 2.40"),
    ("scheduler.", "Firefox 142"),
    ("showPopover", "Firefox 125"),
    ("popovertarget", "Firefox 125"),
    ("startViewTransition", "Firefox 144"),
    ("moveBefore(", "Chromium 133"),
    ("closedby", "Chromium 134"),
    (":has(", "Firefox 121"),
    ("@starting-style", "Chromium 117, Firefox 129"),
    ("@scope", "Chromium 118"),
    ("@property", "Firefox 128"),
    ("light-dark(", "Chromium 123, Firefox 120"),
    ("subgrid", "Chromium 117"),
    ("anchor-name", "Chromium 125"),
    ("field-sizing", "Chromium 123"),
    ("rgb(from", "Chromium 119"),
    (".union(", "Chromium 122, Firefox 127"),
    ("text-wrap: pretty", "Chromium 117"),
    ("interpolate-size", "Chromium 129"),
    ("& .", "nesting: Chromium 120, Firefox 117"),
    ("& >", "nesting: Chromium 120, Firefox 117"),
    ("&:", "nesting: Chromium 120, Firefox 117"),
];

/// What a script or style of ours has that a browser of 2023 does not know, with who first knew it.
/// New syntax of scripts is not looked for: the viewer's is rewritten by esbuild.
pub fn too_new(text: &str) -> Vec<String> {
    let has = TOO_NEW.iter().filter(|(word, _)| text.contains(word));
    has.map(|(word, since)| format!("{word}: {since}"))
        .collect()
}
