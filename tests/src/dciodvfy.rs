//! What dciodvfy and dcdirdmp say of a DICOMDIR, less what is not the directory's own.

/// Errors that are the instances' own, which a directory repeats: UIDs of roots that nobody has,
/// an Image Type with a slash, two texts of the one file in GBK (which dciodvfy does not know and
/// says of that file too), and the line that sums up. A line must have every part.
const OF_INSTANCES: &[&[&str]] = &[
    &["Illegal root for UID"],
    &["UI [1] = <999.999.01.23.45.6789>", "Leading zeroes"],
    &["CS [3] = <ABDOM/RAD>"],
    &["PN [1] = <Li^Na=", "invalid for character repertoire"],
    &["LO Study Description", "invalid for character repertoire"],
    &["dataset contains invalid data values"],
];

/// What a validator finds wrong, each kind once, but for what instances bring along.
pub fn errors(said: &str) -> String {
    let has_all = |line: &str, parts: &[&str]| parts.iter().all(|part| line.contains(part));
    let is_ours = |line: &&str| {
        line.contains("Error") && !OF_INSTANCES.iter().any(|known| has_all(line, known))
    };
    let mut lines: Vec<&str> = said.lines().filter(is_ours).collect();
    lines.sort_unstable();
    lines.dedup();
    lines.join("\n")
}
