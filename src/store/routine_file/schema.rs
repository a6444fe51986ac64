//! The format of a routine file as a JSON Schema (draft 7, which Taplo and the plug-ins of editors read), made from the
//! tables the reader goes by.
//!
//! What it has no words for: a number with a fraction of nothing (`5.0`), what a step takes from the defaults, more spots than
//! seconds, and the size of the whole.

mod patterns;

use std::ops::RangeInclusive;

use serde_json::{Map, Value, json};

use super::keys::{self, Key, Takes, Vocabulary};
use crate::domain::routine::bounds;
use crate::domain::text::{self, Field};

/// The schema of a routine file.
pub fn schema() -> Value {
    let mut routine = table(keys::ROUTINE, "A routine for solemate.", &["name", "step"]);
    if let Some(top) = routine.as_object_mut() {
        top.insert("$schema".into(), "http://json-schema.org/draft-07/schema#".into());
        top.insert("title".into(), "solemate routine".into());
        let mut step =
            table(keys::STEP, "A step: one exercise, or a set of steps that are repeated together.", &["name"]);
        if let Some(step) = step.as_object_mut() {
            step.insert("oneOf".into(), kinds_of_work());
            step.insert("not".into(), doses_apart_and_sides_together());
        }
        top.insert("definitions".into(), json!({ "step": step }));
        top.insert("allOf".into(), json!([no_deeper(bounds::DEPTH)]));
    }
    routine
}

/// A step has exactly one kind of work, and nothing that goes with another.
fn kinds_of_work() -> Value {
    let of_steps: Vec<&str> = keys::STEP.iter().map(|key| key.name).filter(|name| !keys::SET.contains(name)).collect();
    let least = json!({ "properties": { "least": number(&bounds::REPS) } });
    json!([
        kind(&["time"], &["reps", "hold", "rest", "tempo", "wait", "step"], json!({})),
        kind(&["reps", "hold"], &["time", "spots", "tempo", "wait", "step"], least.clone()),
        kind(&["reps", "tempo"], &["time", "spots", "hold", "rest", "wait", "step"], least),
        kind(&["wait"], &["time", "spots", "reps", "hold", "rest", "tempo", "least", "step"], json!({})),
        kind(&["step"], &of_steps, json!({})),
    ])
}

/// One kind of work: the keys it has, those that do not go with it, and what else holds for it.
fn kind(has: &[&str], has_not: &[&str], mut also: Value) -> Value {
    let others: Vec<Value> = has_not.iter().map(|key| json!({ "required": [key] })).collect();
    if let Some(also) = also.as_object_mut() {
        also.insert("required".into(), json!(has));
        also.insert("not".into(), json!({ "anyOf": others }));
    }
    also
}

/// A dose for each side where both are worked together.
fn doses_apart_and_sides_together() -> Value {
    let apart =
        ["time", "reps", "hold"].map(|key| json!({ "properties": { key: { "type": "object" } }, "required": [key] }));
    json!({
        "properties": { "sides": { "const": "both" } },
        "required": ["sides"],
        "anyOf": apart,
    })
}

/// A table whose steps lie so deep at most.
fn no_deeper(depth: usize) -> Value {
    match depth {
        0 => json!({ "not": { "required": ["step"] } }),
        depth => json!({ "properties": { "step": { "items": no_deeper(depth - 1) } } }),
    }
}

fn table(keys: &[Key], about: &str, required: &[&str]) -> Value {
    let properties: Map<String, Value> = keys
        .iter()
        .map(|key| {
            let mut value = takes(&key.takes);
            if let Some(value) = value.as_object_mut() {
                value
                    .insert("description".into(), format!("{} Write {}.", meaning(key.name), key.takes.words()).into());
            }
            (key.name.to_owned(), value)
        })
        .collect();
    json!({
        "type": "object",
        "description": about,
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    })
}

/// What a key is for.
pub(super) fn meaning(key: &str) -> &'static str {
    match key {
        "format" => "The version of this format; may be left out.",
        "name" => "What it is called.",
        "goal" => "What it is for.",
        "when" => "When it is meant to be done, in free words; and what is offered in its place on a sore day.",
        "before_at_least" => "Pain before, from which it holds.",
        "use" => "The routine that is offered.",
        "equipment" => "What to have at hand.",
        "level" => "1 light, 2 medium, 3 firm.",
        "order" => "Both sides inside each step, or all steps on one side and then all on the other.",
        "sources" | "source" => "Where it comes from.",
        "defaults" => "What a step has when it says nothing itself.",
        "step" => "A step; inside a step, the steps of a set.",
        "technique" => "What the hands do.",
        "zones" => "Where on the leg or the foot.",
        "toward" => "Where strokes and squeezes are headed: what the drawing shows. What rolls goes both ways.",
        "position" => "How one sits, stands or lies.",
        "sides" => "Each side in turn, both together, one of them, or the sore one.",
        "time" => "How long, for each side.",
        "spots" => "Places that share the time; the change is cued.",
        "reps" => "Repetitions for each side; with `hold` or `tempo`.",
        "hold" => "How long each repetition is held.",
        "rest" => "The release between two repetitions that are held.",
        "tempo" => "Seconds up, held and down, for each repetition.",
        "wait" => "Counts up until the person goes on.",
        "rounds" => "How many times; with two sides: left, right, left, right.",
        "rest_between_rounds" => "The rest between two rounds.",
        "prep" => "Time to get ready.",
        "priority" => "What goes first when time is short: 1 keep first, 2 as a rule, 3 first to go.",
        "least" => "The shortest dose worth doing, when time is short; half of it unless said.",
        "change" => "Time to change sides, in the place of `prep`.",
        "pace" => "Strokes a minute.",
        "limit" => "The highest discomfort, 0 to 10.",
        "cue" => "Short; spoken and shown.",
        "how" => "The whole instruction, read before or while paused.",
        "care" => "What to keep away from.",
        "meant" => "What `solemate check` points out here and is meant.",
        "sound" => "Whether tones are played.",
        "voice" => "Whether the voice speaks.",
        "tick" => "Whether it ticks at the pace.",
        _ => "",
    }
}

fn takes(takes: &Takes) -> Value {
    match takes {
        Takes::Name => words(Field::Short, false),
        Takes::Sentence => words(Field::Line, true),
        Takes::Prose => words(Field::Long, true),
        Takes::Names => one_or_many(&words(Field::Short, false)),
        Takes::Number(range) => number(range),
        Takes::SidedNumber(range) => json!({ "anyOf": [number(range), pair(keys::PER_SIDE, &number(range), takes)] }),
        Takes::Length(range) => length(range),
        Takes::SidedLength(range) => json!({ "anyOf": [length(range), pair(keys::PER_SIDE, &length(range), takes)] }),
        Takes::RoundRest(range) => json!({ "anyOf": [length(range), pair(keys::PER_ROUND, &length(range), takes)] }),
        // Which of the two it is stands in another key.
        Takes::Least => length(&bounds::TIME),
        Takes::Tempo => {
            json!({ "type": "string", "pattern": patterns::tempo(), "not": { "pattern": patterns::NOTHING } })
        }
        Takes::Word(vocabulary) => word(*vocabulary),
        Takes::Words(vocabulary) => one_or_many(&word(*vocabulary)),
        Takes::When => one_or_many(
            &json!({ "anyOf": [words(Field::Short, false), table(keys::RULE, "A rule for a sore day.", &keys::RULE_KEYS)] }),
        ),
        Takes::Id => json!({ "type": "string", "pattern": patterns::ID, "not": { "pattern": patterns::DEVICE } }),
        Takes::True => json!({ "const": true }),
        Takes::Switch => json!({ "type": "boolean" }),
        Takes::Format => json!({ "const": bounds::FORMAT }),
        Takes::Defaults => table(keys::DEFAULTS, "", &[]),
        Takes::Steps => {
            json!({ "type": "array", "minItems": 1, "maxItems": bounds::STEPS, "items": { "$ref": "#/definitions/step" } })
        }
    }
}

fn number(range: &RangeInclusive<u32>) -> Value {
    json!({ "type": "integer", "minimum": range.start(), "maximum": range.end() })
}

/// What one of two values is for.
fn part(key: &str) -> &'static str {
    match key {
        "left" => "For the left side.",
        "right" => "For the right side.",
        "both" => "Where the two sides are worked in turn.",
        "one" => "Where one side is worked alone.",
        _ => "",
    }
}

/// A text without what could steer a terminal or hide; blank only if it `may_be`. White space round it does not count.
fn words(field: Field, may_be_blank: bool) -> Value {
    let mut refused = String::new();
    for range in text::refused() {
        let is_kept = |c: char| field == Field::Long && c == '\n';
        let (start, end) = (u32::from(*range.start()), u32::from(*range.end()));
        let spans = match range.clone().find(|c| is_kept(*c)).map(u32::from) {
            Some(kept) => vec![(start, kept - 1), (kept + 1, end)],
            None => vec![(start, end)],
        };
        refused.extend(spans.iter().filter(|(start, end)| start <= end).map(|(a, b)| format!(r"\u{a:04x}-\u{b:04x}")));
    }
    const AROUND: &str = r"[ \t\r\n]*";
    let one = if field == Field::Long { format!(r"(?:[^{refused}]|\r\n)") } else { format!("[^{refused}]") };
    let first = if may_be_blank { String::new() } else { format!("[^ {refused}]") };
    json!({ "type": "string", "maxLength": field.most(), "pattern": format!("^{AROUND}{first}{one}*{AROUND}$") })
}

/// A length in words, or in whole seconds.
fn length(range: &RangeInclusive<u32>) -> Value {
    let mut text = json!({ "type": "string", "pattern": patterns::length(range) });
    if let Some(text) = text.as_object_mut().filter(|_| *range.start() > 0) {
        text.insert("not".into(), json!({ "pattern": patterns::NOTHING }));
    }
    json!({ "anyOf": [text, number(range)] })
}

/// One value for each of two keys, of those that `takes` them.
fn pair(keys: [&'static str; 2], value: &Value, takes: &Takes) -> Value {
    let [first, second] = keys.map(|key| {
        let mut value = value.clone();
        if let Some(value) = value.as_object_mut() {
            value.insert("description".into(), format!("{} Write {}.", part(key), takes.single().words()).into());
        }
        (key, value)
    });
    let ((first, of_first), (second, of_second)) = (first, second);
    json!({
        "type": "object",
        "properties": { first: of_first, second: of_second },
        "required": [first, second],
        "additionalProperties": false,
    })
}

fn one_or_many(value: &Value) -> Value {
    json!({ "anyOf": [value, { "type": "array", "items": value, "maxItems": 32 }] })
}

/// The words of a vocabulary, each with what it means to a person.
fn word(vocabulary: Vocabulary) -> Value {
    let words = vocabulary.words();
    let said: Vec<&str> = words.iter().map(|word| vocabulary.meaning(word).unwrap_or_default()).collect();
    json!({ "type": "string", "enum": words, "x-taplo": { "docs": { "enumValues": said } } })
}
