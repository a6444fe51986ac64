//! What there is to read: every claim of the three articles is answered, and every paragraph says where it comes from.
#![allow(clippy::unwrap_used, clippy::panic, clippy::expect_used, missing_docs)]

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use solemate::domain::learn::{Book, Paragraph, Place, Sure, Topic, Words};
use solemate::store::learn::{SOURCES, TOPICS, book};

/// The claims of each article, numbered as they stand in it.
const CLAIMS: [(&str, RangeInclusive<u32>); 3] = [("S1", 1..=72), ("S2", 1..=22), ("S3", 1..=31)];

/// Those that no study carries, or that studies speak against: each is refused by a paragraph that says so.
const REFUSED: [&str; 30] = [
    "S1-01", "S1-05", "S1-12", "S1-13", "S1-15", "S1-16", "S1-17", "S1-20", "S1-23", "S1-27", "S1-44", "S1-46",
    "S1-68", "S1-69", "S2-01", "S2-02", "S2-04", "S2-09", "S2-10", "S2-15", "S3-01", "S3-02", "S3-04", "S3-06",
    "S3-07", "S3-14", "S3-16", "S3-17", "S3-30", "S3-31",
];

/// Those of them of which nothing is left to carry.
const GONE: [&str; 18] = [
    "S1-05", "S1-12", "S1-13", "S1-15", "S1-16", "S1-20", "S1-23", "S1-27", "S1-69", "S2-02", "S2-04", "S2-09",
    "S3-01", "S3-06", "S3-07", "S3-16", "S3-17", "S3-31",
];

fn parts(book: &Book) -> impl Iterator<Item = (&Topic, &Paragraph)> {
    book.topics.iter().flat_map(|topic| topic.parts.iter().map(move |part| (topic, part)))
}

/// How the paragraphs that answer each claim take it.
fn answers(book: &Book) -> BTreeMap<&str, Vec<Sure>> {
    let mut answers = BTreeMap::<&str, Vec<Sure>>::new();
    for (_, part) in parts(book) {
        for claim in &part.claims {
            answers.entry(claim).or_default().push(part.sure);
        }
    }
    answers
}

#[test]
fn every_file_is_read() {
    for (id, text) in TOPICS {
        let read = toml::from_str::<Topic>(text);
        assert!(read.is_ok(), "assets/learn/{id}.toml: {}", read.unwrap_err());
    }
    let book = book();
    assert_eq!(book.topics.len(), TOPICS.len());
    assert_eq!(book.sources.len(), SOURCES.matches("[[source]]").count());
    let files = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/learn")).unwrap().count();
    assert_eq!(files, TOPICS.len() + 1, "every topic is listed, and the sources");
}

#[test]
fn every_claim_of_the_articles_is_answered() {
    let book = book();
    let answers = answers(&book);
    let claims: BTreeSet<String> = CLAIMS
        .into_iter()
        .flat_map(|(article, numbers)| numbers.map(move |number| format!("{article}-{number:02}")))
        .collect();
    let answered: BTreeSet<String> = answers.keys().map(|claim| (*claim).to_owned()).collect();
    assert_eq!(claims, answered);
    for claim in REFUSED {
        assert!(answers[claim].contains(&Sure::Refused), "{claim} is refused");
    }
    for claim in GONE {
        assert_eq!(answers[claim].iter().filter(|sure| **sure != Sure::Refused).count(), 0, "{claim} is not carried");
    }
    let kept = answers.iter().filter(|(claim, _)| !GONE.contains(claim));
    for (claim, sure) in kept.filter(|(claim, _)| !REFUSED.contains(claim)) {
        assert!(sure.iter().any(|sure| *sure != Sure::Refused), "{claim} is carried");
    }
}

#[test]
fn every_paragraph_has_its_sources_and_every_source_its_paragraph() {
    let book = book();
    let mut named = BTreeSet::new();
    for (topic, part) in parts(&book) {
        let wanted: BTreeSet<&str> = part.sources.iter().map(|number| &**number).collect();
        let found: Vec<&str> = book.sources_of(part).map(|source| &*source.number).collect();
        assert!(!found.is_empty(), "{}: {}", topic.id, part.text);
        assert!(wanted.iter().all(|number| found.contains(number)), "{}: {wanted:?}", topic.id);
        named.extend(found.into_iter().map(str::to_owned));
    }
    let known: BTreeSet<String> = book.sources.iter().map(|source| source.number.to_string()).collect();
    assert_eq!(known.len(), book.sources.len(), "each number once");
    assert_eq!(known, named);
}

#[test]
fn what_was_not_tested_is_not_called_shown() {
    let book = book();
    let is_study = |kind: &str| {
        let none = ["web article", "advice", "teaching", "opinion", "no study", "public health"];
        !none.iter().any(|word| kind.contains(word))
    };
    for (topic, part) in parts(&book).filter(|(_, part)| part.sure == Sure::Shown) {
        let studies = book.sources_of(part).filter(|source| is_study(&source.kind)).count();
        assert!(studies > 0, "{}: {}", topic.id, part.text);
    }
}

#[test]
fn what_is_refused_is_quoted_and_refused_at_once() {
    let book = book();
    for (topic, part) in parts(&book) {
        let refuses = ["No", "Not", "Nobody", "Nothing"].contains(&part.text.split([' ', ':', '.']).next().unwrap());
        assert_eq!(part.sure == Sure::Refused, part.said.is_some(), "{}: {}", topic.id, part.text);
        assert!(part.said.is_none() || refuses, "{}: {}", topic.id, part.text);
    }
}

#[test]
fn paragraphs_are_short_and_calm() {
    let book = book();
    for topic in &book.topics {
        assert!(topic.lead.split(' ').count() <= 25, "{}: {}", topic.id, topic.lead);
        for text in topic.parts.iter().map(|part| &part.text).chain([&topic.title, &topic.lead]) {
            assert!(!text.contains('!') && text.split(' ').count() <= 75, "{}: {text}", topic.id);
        }
    }
}

#[test]
fn a_topic_is_found_by_everything_it_is_called() {
    let book = book();
    for (at, topic) in book.topics.iter().enumerate() {
        let names = topic.words.iter().chain([&topic.title]).map(|word| word.to_uppercase());
        for name in names.chain([topic.id.to_owned(), topic.id.replace('-', " ")]) {
            assert_eq!(book.named(&name), Some(at), "{name}");
        }
    }
    assert_eq!((book.named("nothing of this name"), book.named("")), (None, None));
}

#[test]
fn words_are_found_in_texts_claims_titles_and_sources() {
    let book = book();
    let found = |words: &str| -> Vec<(&str, Option<usize>)> {
        let places = book.search(&Words::of(words));
        places.into_iter().map(|Place { topic, part }| (book.topics[topic].id, part)).collect()
    };
    assert_eq!(found("lactic CO2"), [("not-so", Some(1))], "what is refused");
    assert_eq!(found("ice cold").first(), Some(&("cold", None)), "the words of a topic");
    assert!(found("rathleff").contains(&("strength", Some(0))), "who found it");
    assert!(found("tradition dough").iter().all(|(topic, _)| *topic == "calf"), "how sure it is");
    assert_eq!(found("  "), []);
    assert_eq!(found("calf unicorn"), []);
}
