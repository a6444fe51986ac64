//! What a name or a goal says of the whole: how many minutes it takes, and whether it is for every day.

/// Numbers in words, as far as routines are called by them; those of two words are a ten and a one.
const NUMBERS: &[(&str, u32)] = &[
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("eleven", 11),
    ("twelve", 12),
    ("thirteen", 13),
    ("fourteen", 14),
    ("fifteen", 15),
    ("sixteen", 16),
    ("seventeen", 17),
    ("eighteen", 18),
    ("nineteen", 19),
    ("twenty", 20),
    ("thirty", 30),
    ("forty", 40),
    ("fifty", 50),
    ("sixty", 60),
    ("ninety", 90),
];

/// Units, and how many hours there are in a session at most.
const MINUTES: &[&str] = &["min", "mins", "minute", "minutes", "\u{2032}", "'", "\u{2019}"];
const HOURS: &[&str] = &["h", "hr", "hrs", "hour", "hours"];
const MOST_HOURS: u32 = 4;

/// Lengths that have no number.
const PARTS_OF_AN_HOUR: &[(&[&str], u32)] = &[
    (&["three", "quarters", "of", "an", "hour"], 45),
    (&["quarter", "of", "an", "hour"], 15),
    (&["half", "an", "hour"], 30),
    (&["half", "hour"], 30),
    (&["an", "hour"], 60),
];

/// Words after which a length in a goal is that of all, and those that may stand between.
const BEFORE: &[&str] = &["take", "takes", "last", "lasts", "needs"];
const BETWEEN: &[&str] = &["about", "around", "only", "just", "some", "roughly"];

/// Words behind such a length, and those that make it one of a part.
const BEHIND: &[&[&str]] = &[&["in", "all"], &["in", "total"], &["altogether"]];
const OF_A_PART: &[&str] = &["each", "per", "a", "for"];

/// Every day, in words.
const DAILY: &[&str] = &[
    "daily",
    "everyday",
    "every single day",
    "day after day",
    "once a day",
    "two times a day",
    "2 times a day",
    "7 days a week",
    "seven days a week",
    "morning and evening",
    "evening and morning",
    "mornings and evenings",
    "morning and night",
    "every day",
    "each day",
    "twice a day",
    "every morning",
    "each morning",
    "every evening",
    "each evening",
    "every night",
    "each night",
    "nightly",
];

/// A flare-up, by the first word of its name; `sore day` and `bad day` by their first two.
const FLARE_UPS: &[&[&str]] = &[
    &["flare"],
    &["flares"],
    &["flareup"],
    &["flareups"],
    &["sore", "day"],
    &["sore", "days"],
    &["bad", "day"],
    &["bad", "days"],
    &["painful", "day"],
    &["painful", "days"],
];

/// Words before it that say that it is for other days, and those that say in a goal that it is for such a day.
const OTHER_DAYS: &[&str] = &[
    "not", "no", "never", "don't", "except", "unless", "outside", "between", "after", "before", "without", "instead",
    "skip", "avoid", "until", "against", "than", "leave", "stop",
];
const FOR: &[&str] = &["for", "in", "during", "through"];
const ARTICLES: &[&str] =
    &["a", "an", "the", "your", "my", "any", "acute", "painful", "sore", "bad", "worst", "days", "of"];

/// A length, and between which words it stands.
struct Length {
    minutes: u32,
    start: usize,
    end: usize,
}

/// The first length that a name says, in minutes: `12 min`, `Ten-minute reset`, `Half an hour`.
pub(super) fn minutes(name: &str) -> Option<u32> {
    let words = words(name);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    (0..words.len()).find_map(|at| length(&words, at)).map(|length| length.minutes)
}

/// The length that a goal says the whole takes, in minutes: `Takes ten minutes`, `12 minutes in all`.
pub(super) fn minutes_of_all(goal: &str) -> Option<u32> {
    let words = words(goal);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    (0..words.len()).filter_map(|at| length(&words, at)).find(|length| is_of_all(&words, length)).map(|one| one.minutes)
}

fn is_of_all(words: &[&str], length: &Length) -> bool {
    let rest = words.get(length.end..).unwrap_or_default();
    if BEHIND.iter().any(|behind| rest.starts_with(behind)) {
        return true;
    }
    let before = words.get(..length.start).unwrap_or_default().iter().rev().find(|word| !BETWEEN.contains(word));
    before.is_some_and(|word| BEFORE.contains(word)) && !rest.first().is_some_and(|word| OF_A_PART.contains(word))
}

/// The words in small letters, without what stands round them; a length in one word is two.
fn words(text: &str) -> Vec<String> {
    let text = text.to_lowercase();
    let mut words = Vec::new();
    for said in text.split(|c: char| c.is_whitespace() || c == '-').filter(|word| !word.is_empty()) {
        let is_mark = |c: char| !c.is_alphanumeric();
        let word = said.trim_start_matches(is_mark).trim_end_matches(|c| is_mark(c) && !is_minute(c));
        // The sign behind a number is a unit, and behind a word, or around a number, a quotation mark.
        let is_number = word.trim_end_matches(is_minute).ends_with(|c: char| c.is_ascii_digit());
        let is_number = is_number && !said.starts_with(is_minute);
        let word = if is_number { word } else { word.trim_end_matches(is_minute) };
        let unit = word.trim_start_matches(|c: char| c.is_ascii_digit());
        let number = &word[..word.len() - unit.len()];
        words.extend([number, unit].into_iter().filter(|part| !part.is_empty()).map(str::to_owned));
    }
    words
}

/// Whether it is the sign for minutes, as it is typed.
const fn is_minute(sign: char) -> bool {
    matches!(sign, '\u{2032}' | '\'' | '\u{2019}')
}

/// The length that begins at a word, if one does.
fn length(words: &[&str], start: usize) -> Option<Length> {
    let rest = words.get(start..)?;
    let part = PARTS_OF_AN_HOUR.iter().find(|(part, _)| rest.starts_with(part));
    if let Some((part, minutes)) = part {
        return Some(Length { minutes: *minutes, start, end: start + part.len() });
    }
    let (number, wide) = number(rest)?;
    let end = start + wide + 1;
    let unit = *rest.get(wide)?;
    if MINUTES.contains(&unit) {
        return Some(Length { minutes: number, start, end });
    }
    if !HOURS.contains(&unit) || number > MOST_HOURS {
        return None;
    }
    let (more, wide) = minutes_after_hours(&words[end..]).unwrap_or_default();
    Some(Length { minutes: number * 60 + more, start, end: end + wide })
}

/// The minutes of `1 h 30 min`, and how many words they have.
fn minutes_after_hours(words: &[&str]) -> Option<(u32, usize)> {
    let and = usize::from(words.first() == Some(&"and"));
    let (number, wide) = number(&words[and..]).filter(|(number, _)| *number < 60)?;
    match words.get(and + wide) {
        Some(unit) if MINUTES.contains(unit) => Some((number, and + wide + 1)),
        _ => None,
    }
}

/// A number, and how many words it has.
fn number(words: &[&str]) -> Option<(u32, usize)> {
    let first = *words.first()?;
    if let Ok(number) = first.parse() {
        return Some((number, 1));
    }
    let named = |word: &str| NUMBERS.iter().find(|(name, _)| *name == word).map(|(_, number)| *number);
    let number = named(first)?;
    let one = words.get(1).copied().and_then(named).filter(|one| number >= 20 && *one < 10);
    Some(one.map_or((number, 1), |one| (number + one, 2)))
}

/// Whether words name a flare-up or a sore day, and not as that on which something is left out.
pub(super) fn names_flare_up(text: &str) -> bool {
    before_flare_ups(text, |before| !is_for_other_days(before))
}

/// Whether a goal says that the whole is for one: it begins with it, or says `for a flare-up`.
pub(super) fn is_for_flare_up(goal: &str) -> bool {
    before_flare_ups(goal, |before| {
        let last = before.iter().rev().find(|word| !ARTICLES.contains(word));
        !is_for_other_days(before) && last.is_none_or(|word| FOR.contains(word))
    })
}

fn is_for_other_days(before: &[&str]) -> bool {
    before.iter().any(|word| OTHER_DAYS.contains(word))
}

/// Whether what stands before the name of a flare-up in its part of the sentence is as it has to be, at any of them.
fn before_flare_ups(text: &str, is_so: impl Fn(&[&str]) -> bool) -> bool {
    text.split(['.', ';', ':', '!', '?', '(', ')']).any(|part| {
        let words = words(part);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        (0..words.len())
            .filter(|at| FLARE_UPS.iter().any(|name| words[*at..].starts_with(name)))
            .any(|at| is_so(&words[..at]))
    })
}

/// Whether words say that something is for every day.
pub(super) fn is_daily(words: &str) -> bool {
    let words = words.to_lowercase();
    DAILY.iter().any(|daily| {
        words.match_indices(daily).any(|(at, _)| {
            let before = words[..at].trim_end();
            !["not", "never", "not for", "n't", "instead of", "not on"].iter().any(|word| before.ends_with(word))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_is_read_in_digits_and_in_words() {
        for (name, said) in [
            ("Calves, 12 min", Some(12)),
            ("10-minute reset", Some(10)),
            ("10min reset", Some(10)),
            ("Ten-minute reset", Some(10)),
            ("Twenty five minutes", Some(25)),
            ("Forty-five minutes", Some(45)),
            ("Half an hour for the calves", Some(30)),
            ("One hour", Some(60)),
            ("A quarter of an hour", Some(15)),
            ("Ten by ten", None),
            ("Minutes of rest", None),
            ("99999999999 minutes", None),
            ("Happy hour", None),
        ] {
            assert_eq!(minutes(name), said, "{name}");
        }
    }

    #[test]
    fn a_goal_says_the_length_of_all_only_where_it_speaks_of_all() {
        for (goal, said) in [
            ("Takes 10 min.", Some(10)),
            ("It takes only about ten minutes.", Some(10)),
            ("Three holds of 2 minutes, twelve minutes in all.", Some(12)),
            ("15 minutes altogether", Some(15)),
            ("Takes 2 minutes a side.", None),
            ("Takes two minutes for each calf.", None),
            ("Hold for 9 minutes.", None),
            ("Knead each calf for three minutes, twice.", None),
        ] {
            assert_eq!(minutes_of_all(goal), said, "{goal}");
        }
    }

    #[test]
    fn every_day_is_heard_and_not_every_day_too() {
        for daily in ["daily", "Each morning, daily.", "Do it every day", "nightly"] {
            assert!(is_daily(daily), "{daily}");
        }
        for other in ["Not daily.", "Every second day.", "For the day", "Don't every day", "Never every evening"] {
            assert!(!is_daily(other), "{other}");
        }
    }
}
