//! When a routine is meant to be done, and what is offered instead on a sore day: words and rules stand in one list.
//!
//! ```toml
//! when = ["evening", { before_at_least = 6, use = "gentle-day" }]
//! when = { before_at_least = 6, use = "gentle-day" }          # a rule alone
//! ```

use toml::de::{DeTable, DeValue};

use super::encoding;
use super::keys;
use super::problem::{Problem, Report};
use super::reader::{Entry, Path, Reader, Table};
use crate::domain::record::Pain;
use crate::domain::routine::RoutineId;
use crate::domain::rule::{MOST_RULES, Rule};
use crate::domain::text::Clean;

/// The words and the rules of `when`, in a routine of this id.
pub(super) fn when(reader: &mut Reader, id: &RoutineId, entry: &Entry) -> (Vec<Clean>, Vec<Rule>) {
    let items = match entry.value {
        DeValue::Table(_) => vec![entry.clone()],
        _ => reader.items(entry),
    };
    let (mut words, mut rules) = (Vec::new(), Vec::new());
    for item in &items {
        match item.value {
            DeValue::Table(table) => rules.extend(rule(reader, (id, item), table).map(|rule| (rule, item))),
            _ => words.extend(reader.name(item)),
        }
    }
    if let Some((_, item)) = rules.get(MOST_RULES) {
        reader.tell(item.problem("`when` has too many rules", &format!("write at most {MOST_RULES}")));
    }
    for (at, (rule, item)) in rules.iter().enumerate() {
        if rules.iter().take(at).any(|(before, _)| before.at_least == rule.at_least) {
            let title = format!("two rules hold from {}", rule.at_least.value());
            reader.tell(item.problem(&title, "keep the one that is meant"));
        }
    }
    (words, rules.into_iter().map(|(rule, _)| rule).collect())
}

fn rule(reader: &mut Reader, (own, item): (&RoutineId, &Entry), entries: &DeTable) -> Option<Rule> {
    let path = Path { parent: Some(&Path::TOP), name: "when", item: None };
    let table = Table { entries, keys: keys::RULE, path: &path, noun: "a rule of `when`", at: item.at.clone() };
    let unknown = reader.unknown_keys(&table, &[]);
    for key in keys::RULE.iter().filter(|key| table.get(key.name).is_none() && !unknown) {
        let title = format!("this rule has no `{}`", key.name);
        reader.tell(table.problem(&title, "write `{ before_at_least = 6, use = \"gentle-day\" }`"));
    }
    let from = table.get("before_at_least").and_then(|entry| reader.number(&entry));
    let instead = table.get("use").and_then(|entry| instead(reader, own, &entry));
    let at_least = u8::try_from(from?).ok().and_then(|from| Pain::try_from(from).ok())?;
    Some(Rule { at_least, instead: instead? })
}

fn instead(reader: &mut Reader, own: &RoutineId, entry: &Entry) -> Option<RoutineId> {
    let id = entry.value.as_str().and_then(|text| RoutineId::new(text).ok());
    match &id {
        None => reader.refuse(entry),
        Some(id) if id == own => {
            reader.tell(
                entry.problem("a routine cannot take its own place", "name another routine, or take the rule out"),
            );
        }
        Some(_) => {}
    }
    id.filter(|id| id != own)
}

/// The routines that the rules of a file name and that are not there, each with its place and, if `unknown` has one, the
/// nearest id; nothing where all are there.
pub fn unknown_routines(
    path: &std::path::Path,
    bytes: &[u8],
    unknown: impl Fn(&str) -> Option<Option<String>>,
) -> Option<Report> {
    let text = encoding::text(bytes).ok()?;
    let tree = DeTable::parse(text).ok()?;
    let when = tree.get_ref().get("when")?;
    let items = match when.get_ref() {
        DeValue::Array(items) => items.iter().as_slice(),
        _ => std::slice::from_ref(when),
    };
    let named = items.iter().filter_map(|item| item.get_ref().as_table()?.get("use"));
    let problems: Vec<Problem> = named
        .filter_map(|value| {
            let id = value.get_ref().as_str()?;
            let label = unknown(id)?.map_or_else(
                || "`solemate list` names those there are".to_owned(),
                |near| format!("did you mean `{near}`?"),
            );
            Some(Problem::at(value.span(), &format!("there is no routine `{id}`"), &label).key("when.use"))
        })
        .collect();
    (!problems.is_empty()).then(|| Report::new(path, text, problems))
}
