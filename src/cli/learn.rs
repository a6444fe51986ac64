//! `solemate learn`: what heel pain is, why each technique is there, and how sure that is.

use std::ffi::OsStr;

use clap::builder::{PossibleValue, StringValueParser, TypedValueParser};
use clap::{Arg, Command};
use serde::Serialize;

use super::failure::{Exit, Failure, Outcome};
use crate::domain::learn::{Book, Paragraph, Place, Source, Topic, Words};
use crate::domain::text::Clean;
use crate::driver::printer::{NotPrinted, Printer};
use crate::store::learn;
use crate::ui::widget::text::wrap;

/// The longest line, in columns.
const WIDEST: usize = 80;

/// Columns before the continuation of an entry in a list.
const INDENT: &str = "    ";

/// Read about heel pain, each paragraph with its sources and how sure it is
#[derive(clap::Args, Debug)]
#[command(
    after_help = "A topic is found by its id, its title or any of its words; other words are looked for in all the texts."
)]
pub(super) struct Learn {
    /// A topic, or words to look for; without one, the topics there are
    #[arg(value_name = "TOPIC", value_parser = Named)]
    topic: Vec<String>,
    /// As JSON: the topics, a topic with its sources, or what was found
    #[arg(long)]
    json: bool,
}

/// Any word; the ids of the topics are those that a shell offers.
#[derive(Clone)]
struct Named;

impl TypedValueParser for Named {
    type Value = String;

    fn parse_ref(&self, command: &Command, arg: Option<&Arg>, word: &OsStr) -> Result<String, clap::Error> {
        StringValueParser::new().parse_ref(command, arg, word)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(learn::TOPICS.iter().map(|(id, _)| PossibleValue::new(id))))
    }
}

/// A topic in a list, as scripts see it.
#[derive(Serialize)]
struct Listed<'b> {
    id: &'b str,
    title: &'b Clean,
    lead: &'b Clean,
}

/// A topic, or what was found in it, as scripts see it.
#[derive(Serialize)]
struct Told<'b> {
    #[serde(flatten)]
    topic: Listed<'b>,
    parts: Vec<&'b Paragraph>,
    sources: Vec<&'b Source>,
}

impl Learn {
    pub(super) fn run(&self, out: &mut Printer) -> Outcome {
        let book = learn::book();
        let asked = self.topic.join(" ");
        if self.topic.is_empty() {
            self.list(&book, out)?;
        } else if let Some(topic) = book.named(&asked).and_then(|at| book.topics.get(at)) {
            self.tell(&book, topic, out)?;
        } else {
            let places = book.search(&Words::of(&asked));
            if places.is_empty() {
                return Err(Failure::person(unknown(&book, &asked)));
            }
            self.tell_found(&book, &asked, &places, out)?;
        }
        Ok(Exit::Done)
    }

    fn list(&self, book: &Book, out: &mut Printer) -> Result<(), NotPrinted> {
        if self.json {
            return out.json(&book.topics.iter().map(listed).collect::<Vec<_>>());
        }
        for topic in &book.topics {
            out.line(&format!("{}: {}", topic.id, topic.title))?;
            put(INDENT, &topic.lead, out)?;
        }
        out.line("")?;
        put("", "`solemate learn TOPIC` shows one; any other words are looked for in all of them.", out)
    }

    fn tell(&self, book: &Book, topic: &Topic, out: &mut Printer) -> Result<(), NotPrinted> {
        let sources = book.sources_in(topic);
        if self.json {
            return out.json(&Told { topic: listed(topic), parts: topic.parts.iter().collect(), sources });
        }
        put("", &topic.title, out)?;
        put("", &topic.lead, out)?;
        for part in &topic.parts {
            tell_part(book, part, out)?;
        }
        out.line("")?;
        out.line("Sources")?;
        for source in sources {
            let place = source.place();
            let place = if place.is_empty() { place } else { format!(" {place}.") };
            let title = source.title.trim_end_matches(['.', '?']);
            let end = if source.title.ends_with('?') { "?" } else { "." };
            put_entry(&format!("{} {}. {title}{end}{place} ({})", source.number, source.who(), source.kind), out)?;
        }
        Ok(())
    }

    /// The paragraphs that were found, topic by topic; the whole topic is one command away.
    fn tell_found(&self, book: &Book, asked: &str, places: &[Place], out: &mut Printer) -> Result<(), NotPrinted> {
        let topics = || book.topics.iter().enumerate().filter(|(at, _)| places.iter().any(|place| place.topic == *at));
        let parts = |at: usize, topic: &'_ Topic| -> Vec<usize> {
            let here = places.iter().filter(|place| place.topic == at).filter_map(|place| place.part);
            here.filter(|part| *part < topic.parts.len()).collect()
        };
        if self.json {
            let told = topics().map(|(at, topic)| Told {
                topic: listed(topic),
                parts: parts(at, topic).into_iter().filter_map(|part| topic.parts.get(part)).collect(),
                sources: book.sources_in(topic),
            });
            return out.json(&told.collect::<Vec<_>>());
        }
        put("", &format!("No topic is called \"{asked}\"; its words are in these."), out)?;
        for (at, topic) in topics() {
            out.line("")?;
            put("", &format!("{} (`solemate learn {}`)", topic.title, topic.id), out)?;
            for part in parts(at, topic).into_iter().filter_map(|part| topic.parts.get(part)) {
                tell_part(book, part, out)?;
            }
        }
        Ok(())
    }
}

const fn listed(topic: &Topic) -> Listed<'_> {
    Listed { id: topic.id, title: &topic.title, lead: &topic.lead }
}

fn tell_part(book: &Book, part: &Paragraph, out: &mut Printer) -> Result<(), NotPrinted> {
    out.line("")?;
    if let Some(said) = &part.said {
        put("", &format!("Said elsewhere: \"{said}\""), out)?;
    }
    put("", &part.text, out)?;
    put("", &format!("({})", part.foot(book)), out)
}

/// Prints a text broken between words, every line indented.
fn put(indent: &str, text: &str, out: &mut Printer) -> Result<(), NotPrinted> {
    for line in wrap(text, room(indent, out)) {
        out.line(&format!("{indent}{line}"))?;
    }
    Ok(())
}

/// The same with the lines after the first one indented.
fn put_entry(text: &str, out: &mut Printer) -> Result<(), NotPrinted> {
    for (number, line) in wrap(text, room(INDENT, out)).enumerate() {
        let indent = if number == 0 { "" } else { INDENT };
        out.line(&format!("{indent}{line}"))?;
    }
    Ok(())
}

fn room(indent: &str, out: &Printer) -> u16 {
    u16::try_from(out.width().min(WIDEST).saturating_sub(indent.len())).unwrap_or(u16::MAX)
}

/// What is said of words that are nowhere, with the nearest that there are.
fn unknown(book: &Book, asked: &str) -> String {
    let asked = Clean::visible(asked);
    let small = asked.to_lowercase();
    let names = book.topics.iter().flat_map(|topic| {
        let others = topic.words.iter().chain([&topic.title]).map(|word| word.to_lowercase());
        others.chain([topic.id.to_owned()])
    });
    let near = names.map(|name| (strsim::damerau_levenshtein(&small, &name), name)).min();
    match near {
        Some((distance, name)) if distance <= (name.chars().count() / 3).max(1) => {
            format!("there is nothing about \"{asked}\": did you mean \"{name}\"?")
        }
        _ => format!("there is nothing about \"{asked}\"; `solemate learn` names the topics there are"),
    }
}
