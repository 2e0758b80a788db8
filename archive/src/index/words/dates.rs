//! Dates as people write them, also while they still do, as DA.

use super::fold;

/// A date by which somebody may be meant, as bounds of DA, both included: a day, or what is known
/// of one.
pub(crate) type Span = (String, String);

/// What stands between the numbers of a date, folded.
const SEPARATORS: &[char] = &[
    '-', '.', '/', '年', '月', '日', '년', '월', '일', '\u{2010}', '\u{2013}', '\u{2212}',
];
/// Digits of DA.
const WHOLE: usize = 8;
/// The two halves of a year that is written with two digits.
const CENTURIES: [&str; 2] = ["19", "20"];

/// What a token of a search may mean as a date: `19570304`, `1957-03-04`, `04.03.1957`, `4.3.57`,
/// `03/04/1957` (both ways round), `1957年3月4日`; a month, `1957-03`, `3/1957`, `195703`; a year;
/// and what of a date that begins with its year is typed so far, `1957-0`.
pub(crate) fn dates(token: &str) -> Vec<Span> {
    let mut starts = starts(&fold(token));
    starts.sort();
    starts.dedup();
    starts.into_iter().map(span).collect()
}

/// Whether a token may mean one day.
pub(super) fn is_whole(token: &str) -> bool {
    dates(token).iter().any(|(from, until)| from == until)
}

/// Whether a token is made of numbers and what stands between those of a date.
pub(super) fn is_of_numbers(token: &str) -> bool {
    let folded = fold(token);
    let mut all = folded.chars();
    all.all(|c| c.is_ascii_digit() || SEPARATORS.contains(&c))
}

fn starts(token: &str) -> Vec<String> {
    if !is_of_numbers(token) {
        return Vec::new();
    }
    let numbers: Vec<&str> = token
        .split(SEPARATORS)
        .filter(|part| !part.is_empty())
        .collect();
    // A number that nothing follows may be half of one.
    let is_open = token.ends_with(|c: char| c.is_ascii_digit());
    match numbers.as_slice() {
        [run] if run.len() == WHOLE && *run == token => {
            day(&run[..4], &run[4..6], &run[6..], false)
        }
        [run] if run.len() == 6 && *run == token && is_year(&run[..4]) => {
            month(&run[..4], &run[4..], false)
        }
        [year] if is_year(year) => vec![(*year).to_owned()],
        [year, of_year] if is_year(year) => month(year, of_year, is_open),
        [of_year, year] if is_year(year) => month(year, of_year, false),
        [year, of_year, of_month] if year.len() == 4 => day(year, of_year, of_month, is_open),
        [one, other, year] if year.len() == 4 => either_way(one, other, year),
        [one, other, short] if short.len() == 2 => CENTURIES
            .iter()
            .flat_map(|century| either_way(one, other, &format!("{century}{short}")))
            .collect(),
        _ => Vec::new(),
    }
}

/// A number of four digits alone is a year only if somebody may have been born in it.
fn is_year(digits: &str) -> bool {
    digits.len() == 4
        && ["18", "19", "20"]
            .iter()
            .any(|century| digits.starts_with(century))
}

fn month(year: &str, month: &str, is_open: bool) -> Vec<String> {
    let months = two_digits(month, 12, is_open).into_iter();
    months.map(|month| format!("{year}{month}")).collect()
}

fn day(year: &str, month: &str, day: &str, is_open: bool) -> Vec<String> {
    let months = two_digits(month, 12, false).into_iter();
    let days = two_digits(day, 31, is_open);
    months
        .flat_map(|month| days.iter().map(move |day| format!("{year}{month}{day}")))
        .collect()
}

/// The day first, and the month first.
fn either_way(one: &str, other: &str, year: &str) -> Vec<String> {
    [(other, one), (one, other)]
        .into_iter()
        .flat_map(|(of_year, of_month)| day(year, of_year, of_month, false))
        .collect()
}

/// A month or day as DA has it, and the digit that one still being typed begins with.
fn two_digits(number: &str, most: u8, is_open: bool) -> Vec<String> {
    let Ok(value) = number.parse::<u8>() else {
        return Vec::new();
    };
    let is_one = number.len() <= 2 && (1..=most).contains(&value);
    let is_start = is_open && number.len() == 1 && value * 10 <= most;
    let whole = is_one.then(|| format!("{value:02}"));
    whole
        .into_iter()
        .chain(is_start.then(|| number.to_owned()))
        .collect()
}

fn span(start: String) -> Span {
    let until = format!("{start:9<WHOLE$}");
    (start, until)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(token: &str) -> Vec<String> {
        dates(token).into_iter().map(|(from, _)| from).collect()
    }

    #[test]
    fn days_as_people_write_them() {
        for token in [
            "19570304",
            "1957-03-04",
            "1957/3/4",
            "1957.3.4.",
            "1957年3月4日",
            "1957년3월4일",
            "１９５７－０３－０４",
        ] {
            assert_eq!(said(token), ["19570304"], "{token}");
            assert!(is_whole(token), "{token}");
        }
        assert_eq!(said("04.03.1957"), ["19570304", "19570403"]);
        assert_eq!(said("13.03.1957"), ["19570313"]);
        assert_eq!(said("13.3.57"), ["19570313", "20570313"]);
        for token in [
            "957",
            "A19570304",
            "1957-13-41",
            "12345678",
            "1-2",
            "4711",
            "471112",
            "1957-003",
        ] {
            assert_eq!(said(token), Vec::<String>::new(), "{token}");
        }
    }

    #[test]
    fn what_is_known_of_a_day_are_all_that_it_may_be() {
        let span = |from: &str, until: &str| (from.to_owned(), until.to_owned());
        for token in ["1957", "1957-", "1957年"] {
            assert_eq!(dates(token), [span("1957", "19579999")], "{token}");
        }
        for token in [
            "195703",
            "1957-03",
            "1957/3",
            "3/1957",
            "03.1957",
            "1957年3月",
            "1957-3-",
        ] {
            assert_eq!(dates(token), [span("195703", "19570399")], "{token}");
        }
        assert_eq!(dates("1957-0"), [span("19570", "19570999")]);
        assert_eq!(said("1957-1"), ["195701", "19571"]);
        assert_eq!(said("1957-1-"), ["195701"]);
        assert_eq!(dates("1957-03-0"), [span("1957030", "19570309")]);
        assert_eq!(said("1957-03-3"), ["19570303", "1957033"]);
        assert_eq!(said("1957-03-4"), ["19570304"]);
        assert!(!is_whole("1957-03") && !is_whole("1957"));
    }
}
