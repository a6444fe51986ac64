//! What is handed to an engine: words, and nothing that any engine takes for a command.

use std::time::Duration;

use unicode_width::UnicodeWidthChar;

use crate::domain::text::Clean;

/// The most that is said in one breath.
const LONGEST: usize = 300;

/// How fast engines speak as they come: about 150 words a minute, commas and full stops with them.
const WORDS_IN_TEN_SECONDS: u64 = 25;

/// Something to be said: letters, marks, digits and plain punctuation, in one line, beginning with a letter or digit.
///
/// All else is a blank. So there is no markup in it (`<break/>` is the word "break"), no phonemes (`[[…]]`), no command of
/// a pipe (a line that begins with `!-!`), no option (`-f`), no file (`@f`).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Phrase(Box<str>);

impl Phrase {
    /// Makes any text a phrase; none if there is nothing to say in it.
    pub fn new(text: &str) -> Option<Self> {
        let text = Clean::visible(text);
        let mut said = String::new();
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            let inside =
                said.ends_with(char::is_alphanumeric) && chars.peek().is_some_and(|next| next.is_alphanumeric());
            match c {
                c if c.is_alphanumeric() => said.push(c),
                c if c.width() == Some(0) && said.ends_with(|last: char| !last.is_whitespace()) => said.push(c),
                '\'' | '’' | '-' if inside => said.push(c),
                '.' | ',' if inside => said.push(c),
                '.' | ',' | ':' | ';' | '?' | '!'
                    if said.ends_with(|last: char| last.is_alphanumeric() || last.width() == Some(0)) =>
                {
                    said.push(if c == '!' { '.' } else { c });
                }
                '&' => said.push_str(" and "),
                '%' => said.push_str(" percent "),
                _ => said.push(' '),
            }
        }
        let words: Vec<&str> = said.split_whitespace().collect();
        let line = words.join(" ");
        let line = breath(&line).trim_start_matches(|c: char| !c.is_alphanumeric()).trim_end();
        (!line.is_empty()).then(|| Self(line.into()))
    }

    /// The words.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// About how long it takes at `rate` percent of an engine's own pace.
    pub fn length(&self, rate: u16) -> Duration {
        let words: u64 = self.0.split_whitespace().map(words).sum();
        Duration::from_millis(words.saturating_mul(10_000) / WORDS_IN_TEN_SECONDS * 100 / u64::from(rate.max(1)))
    }
}

/// As much of one sentence as `fits`: its first clauses, else its first words without one that leads on to the next, but
/// one word in any case. The whole of it if it fits.
pub fn opening(sentence: &str, fits: impl Fn(&str) -> bool) -> String {
    if fits(sentence) {
        return sentence.to_owned();
    }
    let sentence = sentence.trim_end_matches(['.', '?', '!', ';', ' ']);
    let stopped = |part: &str| format!("{}.", part.trim_end_matches([',', ';', ':', ' ']));
    let ends = || sentence.char_indices().filter(|(_, c)| *c == ' ').map(|(at, _)| stopped_at(sentence, at));
    let clause = |part: &&str| part.ends_with([',', ';', ':']);
    let whole = |part: &&str| fits(&stopped(part));
    if let Some(clauses) = ends().filter(clause).filter(whole).last() {
        return stopped(clauses);
    }
    let leads_on = |part: &str| part.rsplit(' ').next().is_some_and(|last| LEADING_ON.contains(&last));
    let words = ends().filter(|part| !leads_on(part)).take_while(whole).last();
    stopped(words.or_else(|| ends().next()).unwrap_or(sentence))
}

/// What of a sentence stands before a blank in it.
fn stopped_at(sentence: &str, at: usize) -> &str {
    sentence.get(..at).unwrap_or(sentence)
}

/// Words after which a sentence cannot end.
const LEADING_ON: &[&str] = &[
    "a", "an", "and", "as", "at", "by", "for", "from", "in", "into", "of", "on", "or", "the", "then", "to", "with",
    "your",
];

/// What is said of a line in one breath: no word is broken, unless it is longer than a breath.
fn breath(line: &str) -> &str {
    let Some((end, next)) = line.char_indices().nth(LONGEST) else { return line };
    let first = &line[..end];
    let whole = if next == ' ' { Some(end) } else { first.rfind(' ') };
    &first[..whole.unwrap_or(end)]
}

/// How many words there are between two blanks. Where people write without blanks, three characters take about as long.
fn words(text: &str) -> u64 {
    let wide = text.chars().filter(|c| c.width() == Some(2)).count().div_ceil(3);
    u64::try_from(wide.max(1)).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> String {
        Phrase::new(text).map_or_else(String::new, |phrase| phrase.as_str().to_owned())
    }

    #[test]
    fn what_people_write_is_said_as_it_stands() {
        for text in [
            "Pull the toes back. Hold ten.",
            "Don't hurry: well-known, 2.5 strokes?",
            "Füße kneten",
            "足のマッサージ",
            "e\u{301}tirer",
        ] {
            assert_eq!(said(text), text);
        }
    }

    #[test]
    fn s3_markup_is_said_as_words() {
        assert_eq!(said("Stop <break time=\"9s\"/> & go"), "Stop break time 9s and go");
        assert_eq!(said("<speak>loud</speak>"), "speak loud speak");
        assert_eq!(said("[[ph@nimz]] {{x}} \\pau=9\\"), "ph nimz x pau 9");
    }

    #[test]
    fn s1_s2_nothing_is_left_that_a_shell_an_option_or_a_pipe_would_take() {
        assert_eq!(said("--help"), "help");
        assert_eq!(said("-f/etc/passwd"), "f etc passwd");
        assert_eq!(said("@file"), "file");
        assert_eq!(said("!-!STOP ALL"), "STOP ALL");
        assert_eq!(
            said("$(touch x) `id`; | & calc %PATH% \"q\"\nnext"),
            "touch x id and calc percent PATH percent q next"
        );
        assert_eq!(said("one\u{1b}]0;x\u{7}two\r\n!-!set self"), "one 0;x two set self");
        for text in ["...", "\u{301}", "", "☃ → !"] {
            assert_eq!(Phrase::new(text), None, "{text:?}");
        }
    }

    #[test]
    fn it_is_never_longer_than_a_breath() {
        assert_eq!(said(&"word ".repeat(500)).chars().count(), 299);
        let words = said(&"kneading ".repeat(500));
        assert!(words.chars().count() <= 300 && words.ends_with(" kneading"), "{words}");
        assert_eq!(said(&"足".repeat(500)).chars().count(), 300);
    }

    #[test]
    fn one_sentence_is_shortened_where_a_clause_ends_or_else_between_words() {
        let shortened = |text: &str, words: usize| opening(text, |part| part.split_whitespace().count() <= words);
        let cue = "Knead the calf like dough, knee toward ankle, slowly.";
        assert_eq!(shortened(cue, 9), cue);
        assert_eq!(shortened(cue, 8), "Knead the calf like dough, knee toward ankle.");
        assert_eq!(shortened(cue, 6), "Knead the calf like dough.");
        assert_eq!(shortened(cue, 3), "Knead the calf.");
        assert_eq!(shortened("Roll from the heel to the toes.", 6), "Roll from the heel.");
        assert_eq!((shortened("Roll on.", 0), shortened("Roll.", 0)), ("Roll.".to_owned(), "Roll.".to_owned()));
    }

    #[test]
    fn five_words_take_two_seconds_and_half_of_that_at_twice_the_rate() {
        let phrase = Phrase::new("one two three four five").unwrap();
        assert_eq!(phrase.length(100), Duration::from_secs(2));
        assert_eq!(phrase.length(200), Duration::from_secs(1));
        assert_eq!(phrase.length(50), Duration::from_secs(4));
        let unspaced = Phrase::new("ふくらはぎをゆっくりもみます").unwrap();
        assert_eq!(unspaced.length(100), phrase.length(100));
    }
}
