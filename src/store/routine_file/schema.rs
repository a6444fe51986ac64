//! The format of a routine file as a JSON Schema (draft 7, which Taplo and the plug-ins of editors read), made from the
//! tables the reader goes by.

use std::ops::RangeInclusive;

use serde_json::{Map, Value, json};

use super::keys::{self, Key, Takes, Vocabulary};
use crate::domain::routine::bounds;

/// Lengths as people write them: `90s`, `3m`, `1m30s`, `1m30`, `1:30`, `1h`.
const LENGTH: &str = r"^(([0-9]+h)?([0-9]+m)?([0-9]+s)?|([0-9]+h)?[0-9]+m[0-9]+|[0-9]+:[0-5][0-9])$";
/// Seconds up, held and down.
const TEMPO: &str = "^[0-9]+-[0-9]+-[0-9]+$";

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
        }
        top.insert("definitions".into(), json!({ "step": step }));
    }
    routine
}

/// A step has exactly one kind of work.
fn kinds_of_work() -> Value {
    ["time", "reps", "wait", "step"].into_iter().map(|kind| json!({ "required": [kind] })).collect()
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
        "when" => "When it is meant to be done, in free words.",
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
    let text = |longest: u32| json!({ "type": "string", "maxLength": longest });
    match takes {
        Takes::Name => text(80),
        Takes::Sentence => text(300),
        Takes::Prose => text(4000),
        Takes::Names => one_or_many(&json!({ "type": "string", "maxLength": 80 })),
        Takes::Number(range) => number(range),
        Takes::SidedNumber(range) => json!({ "anyOf": [number(range), pair(keys::PER_SIDE, &number(range))] }),
        Takes::Length(range) => length(range),
        Takes::SidedLength(range) => json!({ "anyOf": [length(range), pair(keys::PER_SIDE, &length(range))] }),
        Takes::RoundRest(range) => json!({ "anyOf": [length(range), pair(keys::PER_ROUND, &length(range))] }),
        // Which of the two it is stands in another key.
        Takes::Least => length(&bounds::TIME),
        Takes::Tempo => json!({ "type": "string", "pattern": TEMPO }),
        Takes::Word(vocabulary) => word(*vocabulary),
        Takes::Words(vocabulary) => one_or_many(&word(*vocabulary)),
        Takes::True => json!({ "const": true }),
        Takes::Switch => json!({ "type": "boolean" }),
        Takes::Format => json!({ "const": bounds::FORMAT }),
        Takes::Defaults => table(keys::DEFAULTS, "", &[]),
        Takes::Steps => json!({ "type": "array", "minItems": 1, "items": { "$ref": "#/definitions/step" } }),
    }
}

fn number(range: &RangeInclusive<u32>) -> Value {
    json!({ "type": "integer", "minimum": range.start(), "maximum": range.end() })
}

/// A length in words, or in whole seconds.
fn length(range: &RangeInclusive<u32>) -> Value {
    json!({ "anyOf": [{ "type": "string", "pattern": LENGTH, "minLength": 2 }, number(range)] })
}

fn pair([first, second]: [&'static str; 2], value: &Value) -> Value {
    json!({
        "type": "object",
        "properties": { first: value, second: value },
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
