//! The work of a step: exactly one kind, and the keys that go with it.

use crate::domain::body::PerSide;
use crate::domain::order;
use crate::domain::routine::{Sides, Work, bounds};
use crate::domain::time::Seconds;

use super::keys::{self, Takes};
use super::length;
use super::reader::{Entry, Reader, Table};
use super::shape::Defaults;

/// The keys of which a step has exactly one.
const KINDS: [&str; 4] = ["time", "reps", "wait", "step"];

/// What a step without work is told.
const ALL_KINDS: &str = "add `time`, `reps` with `hold` or `tempo`, `wait = true`, or steps inside it";

/// Reads the work of a step that is not a set. `unknown`: it has keys that may be misspelt for what is missing.
pub(super) fn read(reader: &mut Reader, table: &Table, shared: &Defaults, unknown: bool) -> Work {
    let mut kinds: Vec<Entry> = KINDS.iter().filter_map(|name| table.get(name)).collect();
    order::by_key(&mut kinds, |entry| entry.key_at.start);
    one_kind(reader, &kinds);
    let may_miss = unknown || reader.partial;
    let told = reader.problems.len();
    companions(reader, table, &kinds);
    if let Some(time) = table.get("time") {
        return timed(reader, table, &time, shared);
    }
    if let Some(reps) = table.get("reps") {
        return counted(reader, table, &reps, (shared, may_miss));
    }
    if let Some(wait) = table.get("wait") {
        if wait.value.as_bool() != Some(true) {
            reader.refuse(&wait);
        }
    } else if !may_miss && reader.problems.len() == told {
        reader.tell(table.problem("this step has nothing to do", ALL_KINDS));
    }
    Work::Wait
}

/// Tells what does not go with a set: other work, and what its steps have to say themselves.
pub(super) fn set_keys(reader: &mut Reader, table: &Table, inner: &Entry) {
    let kinds: Vec<Entry> = KINDS.iter().filter_map(|name| table.get(name)).collect();
    let mut kinds: Vec<Entry> = kinds.into_iter().filter(|entry| entry.name != inner.name).collect();
    order::by_key(&mut kinds, |entry| entry.key_at.start);
    for entry in &kinds {
        let title = format!("`{}` and steps inside are two kinds of work", entry.name);
        let problem = entry.misplaced(&title, "keep one of the two");
        reader.tell(problem.also(inner.key_at.clone(), "the steps inside begin here"));
    }
    for key in keys::STEP.iter().filter(|key| !keys::SET.contains(&key.name) && !KINDS.contains(&key.name)) {
        if let Some(entry) = table.get(key.name) {
            let title = format!("`{}` does not go with a step that holds others", entry.name);
            reader.tell(entry.misplaced(&title, "write it in the steps inside"));
        }
    }
}

/// Tells every kind of work after the first.
fn one_kind(reader: &mut Reader, kinds: &[Entry]) {
    let Some((first, others)) = kinds.split_first() else { return };
    for other in others {
        let title = format!("`{}` and `{}` are two kinds of work", first.name, other.name);
        let problem = other.misplaced(&title, "keep one of the two, or make two steps of it");
        reader.tell(problem.also(first.key_at.clone(), "the first kind is here"));
    }
}

/// Tells the keys that go with a kind of work that the step does not have.
fn companions(reader: &mut Reader, table: &Table, kinds: &[Entry]) {
    for (name, owner, example) in [
        ("spots", "time", "time = \"90s\""),
        ("hold", "reps", "reps = 10"),
        ("tempo", "reps", "reps = 10"),
        ("rest", "reps", "reps = 10"),
    ] {
        let Some(entry) = table.get(name).filter(|_| table.get(owner).is_none()) else { continue };
        // A misplaced rest is told once: with its hold or tempo, or by itself.
        if name == "rest" && (table.get("hold").is_some() || table.get("tempo").is_some()) {
            continue;
        }
        let problem = match kinds.first() {
            Some(kind) if name == "rest" => {
                let label = "between rounds it is `rest_between_rounds`; `rest` lies between two holds";
                entry.misplaced(&format!("`rest` does not go with `{}`", kind.name), label)
            }
            Some(kind) => {
                let title = format!("`{name}` does not go with `{}`", kind.name);
                let problem = entry.misplaced(&title, &format!("it goes with `{owner}`; take one of them out"));
                problem.also(kind.key_at.clone(), "the work is here")
            }
            None => entry.misplaced(&format!("`{name}` needs `{owner}`"), &format!("add `{example}`")),
        };
        reader.tell(problem);
    }
}

fn timed(reader: &mut Reader, table: &Table, time: &Entry, shared: &Defaults) -> Work {
    let length = dose(reader, time, shared.sides, Reader::length);
    let spots = table.get("spots");
    let count = spots.as_ref().and_then(|entry| reader.number(entry)).unwrap_or(1);
    if let (Some(length), Some(spots)) = (length, spots) {
        let least = length.left.min(length.right);
        if count > least.0 {
            let title = format!("{count} spots cannot share {}", length::words(least.0));
            reader.tell(spots.problem(&title, "leave each spot a second at least"));
        }
    }
    Work::Time { length: length.unwrap_or(PerSide::same(Seconds(1))), spots: count }
}

fn counted(reader: &mut Reader, table: &Table, reps: &Entry, (shared, may_miss): (&Defaults, bool)) -> Work {
    let count = dose(reader, reps, shared.sides, Reader::number).unwrap_or(PerSide::same(1));
    let rest = table.get("rest");
    match (table.get("hold"), table.get("tempo")) {
        (Some(hold), Some(tempo)) => {
            let (first, second) = if hold.key_at.start < tempo.key_at.start { (hold, tempo) } else { (tempo, hold) };
            let problem = second.misplaced("`hold` and `tempo` are two kinds of work", "keep one of the two");
            reader.tell(problem.also(first.key_at, "the first is here"));
        }
        (Some(hold), None) => {
            let hold = dose(reader, &hold, shared.sides, Reader::length).unwrap_or(PerSide::same(Seconds(1)));
            return Work::Holds { reps: count, hold, rest: shared.rest };
        }
        (None, Some(tempo)) => {
            if let Some(rest) = rest {
                let label = "between rounds it is `rest_between_rounds`; `rest` lies between two holds";
                reader.tell(rest.misplaced("`rest` does not go with `tempo`", label));
            }
            let parsed = tempo.value.as_str().and_then(parse_tempo);
            if parsed.is_none() {
                reader.refuse(&tempo);
            }
            let [up, hold, down] = parsed.unwrap_or_default();
            return Work::Tempo { reps: count, up, hold, down };
        }
        (None, None) => {
            if !may_miss {
                let label = "add `hold = \"10s\"`, or `tempo = \"3-2-3\"`";
                reader.tell(reps.misplaced("`reps` needs `hold` or `tempo`", label));
            }
        }
    }
    Work::Wait
}

/// The shortest dose worth doing: a length beside `time`, a number beside `reps`. One that is longer than the dose says
/// that the dose is never shortened.
pub(super) fn least(reader: &mut Reader, table: &Table) -> Option<u32> {
    let least = table.get("least")?;
    if table.get("time").is_some() {
        return reader.length(&least.taking(Takes::Length(&bounds::TIME))).map(|least| least.0);
    }
    if table.get("reps").is_some() {
        return reader.number(&least.taking(Takes::Number(&bounds::REPS)));
    }
    reader.tell(least.misplaced("`least` needs `time` or `reps`", "it is the shortest dose of one of them"));
    None
}

/// A value that may differ by side; not where both are worked together.
fn dose<'s, T: Copy>(
    reader: &mut Reader<'s>,
    entry: &Entry,
    sides: Sides,
    read: impl Fn(&mut Reader<'s>, &Entry) -> Option<T>,
) -> Option<PerSide<T>> {
    let doses = reader.per_side(entry, read);
    if entry.value.is_table() && sides == Sides::Both {
        let title = format!("`{}` differs by side, but both sides are worked together", entry.name);
        reader.tell(entry.problem(&title, "write one value, or `sides = \"each\"`"));
    }
    doses
}

/// `3-2-3`: seconds up, held and down.
fn parse_tempo(text: &str) -> Option<[Seconds; 3]> {
    let mut phases = text.split('-').map(|phase| {
        let seconds = u32::try_from(length::digits(phase)?).ok()?;
        bounds::TEMPO.contains(&seconds).then_some(Seconds(seconds))
    });
    let tempo = [phases.next()??, phases.next()??, phases.next()??];
    (phases.next().is_none() && tempo.iter().any(|phase| phase.0 > 0)).then_some(tempo)
}
