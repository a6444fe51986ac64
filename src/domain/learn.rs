//! What there is to read: topics in paragraphs, each with its sources and a plain word for how sure it is.
//!
//! The texts are held by tests: every claim of the articles that solemate began with is carried, softened, corrected or
//! refused by some paragraph, and every paragraph names where it comes from.

use std::ops::Range;

use serde::{Deserialize, Deserializer, Serialize};

use super::body::vocabulary;
use super::text::Clean;

vocabulary! {
    /// How sure a paragraph is.
    Sure {
        /// Measured in a study of people, for good or bad.
        Shown = "shown",
        /// Small, indirect or disputed.
        Plausible = "plausible",
        /// How it is usually done, or our own choice; not tested.
        Tradition = "tradition",
        /// What clinics, experts and public health pages tell people.
        Advice = "advice",
        /// Said elsewhere, and not so or not known.
        Refused = "refused",
    }
}

/// Everything there is to read.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Book {
    /// In the order in which they are listed.
    pub topics: Vec<Topic>,
    /// Whatever a paragraph can name.
    pub sources: Vec<Source>,
}

/// A topic.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Topic {
    /// What names it on the command line: the stem of its file.
    #[serde(skip)]
    pub id: &'static str,
    /// What it is called.
    pub title: Clean,
    /// Other words by which people look for it.
    pub words: Vec<Clean>,
    /// The whole of it in a sentence or two.
    pub lead: Clean,
    /// Its paragraphs.
    #[serde(rename = "part")]
    pub parts: Vec<Paragraph>,
}

/// A paragraph.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Paragraph {
    /// How sure it is.
    pub sure: Sure,
    /// What is said elsewhere, and refused here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said: Option<Clean>,
    /// What there is to say.
    #[serde(deserialize_with = "flowing")]
    pub text: Clean,
    /// The sources it names, by their numbers.
    #[serde(default)]
    pub sources: Vec<Clean>,
    /// What it answers in the three articles: `S1-10` is the tenth claim of the first.
    #[serde(default)]
    pub claims: Vec<Clean>,
}

/// A study, a guide or a page.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Its number in the list of references.
    #[serde(rename = "ref")]
    pub number: Clean,
    /// Who wrote it, the first one first.
    pub authors: Clean,
    /// When, where that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub year: Option<u16>,
    /// What it is called, or is about.
    pub title: Clean,
    /// Where it was published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<Clean>,
    /// What kind of study or text it is.
    pub kind: Clean,
    /// Its address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<Clean>,
}

/// A place where something was found.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Place {
    /// The topic, by its place in the book.
    pub topic: usize,
    /// The paragraph; none where it is in the title, the lead or the words of the topic.
    pub part: Option<usize>,
}

impl Book {
    /// The place of the topic that is called so, by its id, its title or one of its words.
    pub fn named(&self, name: &str) -> Option<usize> {
        let is = |text: &str| Words::of(text) == Words::of(name);
        let by = |names: &dyn Fn(&Topic) -> bool| self.topics.iter().position(names);
        by(&|topic| is(topic.id))
            .or_else(|| by(&|topic| is(&topic.title)))
            .or_else(|| by(&|topic| topic.words.iter().any(|word| is(word))))
    }

    /// What a paragraph stands on: the sources it names, then the articles whose claims it answers.
    pub fn sources_of<'b>(&'b self, part: &'b Paragraph) -> impl Iterator<Item = &'b Source> {
        let mut numbers: Vec<&str> = part.sources.iter().map(|number| &**number).collect();
        for article in part.claims.iter().filter_map(|claim| claim.split('-').next()) {
            if !numbers.contains(&article) {
                numbers.push(article);
            }
        }
        numbers.into_iter().filter_map(|number| self.sources.iter().find(|source| *source.number == *number))
    }

    /// All sources of a topic, each once, in the order in which it names them.
    pub fn sources_in<'b>(&'b self, topic: &'b Topic) -> Vec<&'b Source> {
        let mut sources: Vec<&Source> = Vec::new();
        for source in topic.parts.iter().flat_map(|part| self.sources_of(part)) {
            if !sources.contains(&source) {
                sources.push(source);
            }
        }
        sources
    }

    /// Every place that has all the words, in the order of reading. Nothing is found by no words.
    pub fn search(&self, words: &Words) -> Vec<Place> {
        let mut places = Vec::new();
        for (at, topic) in self.topics.iter().enumerate().filter(|_| !words.is_empty()) {
            let head = topic.words.iter().chain([&topic.title, &topic.lead]);
            if words.all_in(head.map(|text| &**text)) {
                places.push(Place { topic: at, part: None });
            }
            for (number, part) in topic.parts.iter().enumerate() {
                let sources: Vec<String> = self.sources_of(part).map(Source::short).collect();
                let own = [Some(&part.text), part.said.as_ref()].into_iter().flatten().map(|text| &**text);
                if words.all_in(own.chain(sources.iter().map(String::as_str)).chain([part.sure.word()])) {
                    places.push(Place { topic: at, part: Some(number) });
                }
            }
        }
        places
    }
}

impl Source {
    /// In a few words: `Saban 2014`, `NHS`.
    pub fn short(&self) -> String {
        let first = self.authors.split(',').next().unwrap_or_default();
        let first = first.split(" and others").next().unwrap_or_default();
        self.year.map_or_else(|| first.to_owned(), |year| format!("{first} {year}"))
    }

    /// Who and when: `Saban, Deutscher, Ziv, 2014`.
    pub fn who(&self) -> String {
        self.year.map_or_else(|| self.authors.to_string(), |year| format!("{}, {year}", self.authors))
    }

    /// Where it is: published and found.
    pub fn place(&self) -> String {
        let parts = [self.place.as_deref(), self.at.as_deref()];
        parts.into_iter().flatten().collect::<Vec<_>>().join("; ")
    }
}

impl Paragraph {
    /// How sure it is and what it stands on, in a line: `shown: Saban 2014, NHS`.
    pub fn foot(&self, book: &Book) -> String {
        let sources: Vec<String> = book.sources_of(self).map(Source::short).collect();
        format!("{}: {}", self.sure.word(), sources.join(", "))
    }
}

/// Words that are looked for. One is found wherever a word begins so, in capitals or not; hyphens are spaces.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Words(Vec<String>);

impl Words {
    /// The words of a text.
    pub fn of(text: &str) -> Self {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        Self(words.map(str::to_lowercase).collect())
    }

    /// Whether there is none.
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether each of them is in one of the texts.
    fn all_in<'t>(&self, texts: impl Iterator<Item = &'t str>) -> bool {
        let texts: Vec<&str> = texts.collect();
        self.0.iter().all(|word| texts.iter().any(|text| begins(text).any(|at| begun_by(&text[at..], word).is_some())))
    }

    /// Where in a text any of them stands, from its beginning to its end.
    pub fn found_in(&self, text: &str) -> Vec<Range<usize>> {
        let longest = |at: usize| self.0.iter().filter_map(|word| begun_by(&text[at..], word)).max();
        begins(text).filter_map(|at| longest(at).map(|length| at..at + length)).collect()
    }
}

/// Where words begin.
fn begins(text: &str) -> impl Iterator<Item = usize> {
    let before = std::iter::once(None).chain(text.chars().map(Some));
    let begins = |before: Option<char>, c: char| c.is_alphanumeric() && !before.is_some_and(char::is_alphanumeric);
    text.char_indices().zip(before).filter(move |((_, c), before)| begins(*before, *c)).map(|((at, _), _)| at)
}

/// How many bytes of the text it is that `word`, in small letters, begins it with.
fn begun_by(text: &str, word: &str) -> Option<usize> {
    let mut wanted = word.chars().peekable();
    for (at, c) in text.char_indices() {
        if wanted.peek().is_none() {
            return Some(at);
        }
        if !c.to_lowercase().all(|small| wanted.next() == Some(small)) {
            return None;
        }
    }
    wanted.peek().is_none().then_some(text.len())
}

/// A text that was broken into lines for whoever writes it.
fn flowing<'de, D: Deserializer<'de>>(from: D) -> Result<Clean, D::Error> {
    let text = String::deserialize(from)?;
    Ok(Clean::visible(&text.split_whitespace().collect::<Vec<_>>().join(" ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(words: &str, text: &str) -> Vec<String> {
        Words::of(words).found_in(text).into_iter().map(|at| text[at].to_owned()).collect()
    }

    #[test]
    fn a_word_is_found_where_a_word_begins_so() {
        assert_eq!(found("ice", "Ice and practice; iced"), ["Ice", "ice"]);
        assert_eq!(found("FIRST-step", "First-step pain, step by step"), ["First", "step", "step", "step"]);
        assert_eq!(found("straße", "STRASSE Straße"), ["Straße"]);
        assert_eq!(found("str stretch", "Stretching"), ["Stretch"], "the longest of them");
        assert_eq!(found("", "anything"), [""; 0]);
    }

    #[test]
    fn all_words_must_be_there_in_any_of_the_texts() {
        let all = |words: &str| Words::of(words).all_in(["The calf", "three minutes"].into_iter());
        assert!(all("minutes CALF") && all("thr"));
        assert!(!all("calf sole") && !all("alf"));
    }
}
