//! A typed reader over the parsed tree: each method takes one value as what its key takes, or tells why it cannot be.

use std::ops::{Range, RangeInclusive};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::domain::body::PerSide;
use crate::domain::text::{Clean, Field};
use crate::domain::time::Seconds;

use super::keys::{self, Key, Takes};
use super::length;
use super::problem::Problem;
use super::written;

/// So many defects of one text are told at once: it may be no text at all.
const MOST_DEFECTS: usize = 20;

/// How many problems are worded; a file that is nothing but mistakes is counted only.
const MOST_WORDED: usize = 300;
/// How many items a list may have.
const MOST_ITEMS: usize = 32;

/// The way to a table, for messages.
pub(super) struct Path<'p> {
    pub parent: Option<&'p Self>,
    pub name: &'p str,
    /// Which item of a list, from 1.
    pub item: Option<usize>,
}

impl Path<'_> {
    pub(super) const TOP: Path<'static> = Path { parent: None, name: "", item: None };

    fn to(&self, key: &str) -> String {
        let mut path = self.parent.map_or_else(String::new, |parent| parent.to(self.name));
        if let Some(item) = self.item {
            path.push_str(&format!("[{item}]"));
        }
        if !path.is_empty() && !key.is_empty() {
            path.push('.');
        }
        path + key
    }
}

/// A table with the keys it may have.
pub(super) struct Table<'t> {
    pub entries: &'t DeTable<'t>,
    pub keys: &'t [Key],
    pub path: &'t Path<'t>,
    /// What it is, with its article.
    pub noun: &'static str,
    /// Where something that is missing in it is told.
    pub at: Range<usize>,
}

/// A value with its key.
#[derive(Clone)]
pub(super) struct Entry<'t> {
    pub name: &'t str,
    pub takes: Takes,
    pub key_at: Range<usize>,
    pub at: Range<usize>,
    pub value: &'t DeValue<'t>,
    path: &'t Path<'t>,
}

impl<'t> Table<'t> {
    /// The entry of a key.
    pub(super) fn get(&self, name: &str) -> Option<Entry<'t>> {
        let key = self.keys.iter().find(|key| key.name == name)?;
        let (written, value) = self.entries.get_key_value(name)?;
        Some(Entry {
            name: key.name,
            takes: key.takes,
            key_at: written.span(),
            at: value.span(),
            value: value.get_ref(),
            path: self.path,
        })
    }

    pub(super) fn problem(&self, title: &str, label: &str) -> Problem {
        Problem::at(self.at.clone(), title, label).key(&self.path.to(""))
    }
}

impl<'t> Entry<'t> {
    /// One item of its list, or the value under a key of its table.
    pub(super) fn inner(&self, value: &'t Spanned<DeValue<'t>>) -> Self {
        Self { at: value.span(), value: value.get_ref(), ..self.clone() }
    }

    /// The same, where what the key takes depends on another one.
    pub(super) fn taking(self, takes: Takes) -> Self {
        Self { takes, ..self }
    }

    /// A problem with the value.
    pub(super) fn problem(&self, title: &str, label: &str) -> Problem {
        Problem::at(self.at.clone(), title, label).key(&self.path.to(self.name))
    }

    /// A problem with the key's being there at all.
    pub(super) fn misplaced(&self, title: &str, label: &str) -> Problem {
        Problem::at(self.key_at.clone(), title, label).key(&self.path.to(self.name))
    }
}

/// Reads values out of `source` and keeps what is wrong with them.
pub(super) struct Reader<'s> {
    pub source: &'s str,
    /// Whether parts of the file could not be read, so that what is missing may be there all the same.
    pub partial: bool,
    pub problems: Vec<Problem>,
}

impl Reader<'_> {
    /// Tells a problem.
    pub(super) fn tell(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    /// Tells the keys that the table does not have. Says whether there are any: one of them may be what is missing.
    pub(super) fn unknown_keys(&mut self, table: &Table, elsewhere: &[(&[Key], &str)]) -> bool {
        let before = self.problems.len();
        for (key, _) in table.entries {
            let name: &str = key.get_ref();
            if table.keys.iter().any(|known| known.name == name) {
                continue;
            }
            if self.problems.len() >= MOST_WORDED {
                self.tell(Problem::at(key.span(), "unknown key", "take it out"));
                continue;
            }
            let title = format!("unknown key `{name}`");
            let place = elsewhere.iter().find(|(keys, _)| keys.iter().any(|known| known.name == name));
            let all = || format!("{} may have {}", table.noun, list(&names(table.keys), "and"));
            let problem = match (place, keys::nearest_key(name, table.keys)) {
                (Some((_, place)), _) => Problem::at(key.span(), &title, &format!("it belongs {place}")),
                (None, Some(near)) => Problem::at(key.span(), &title, &format!("did you mean `{near}`?")),
                (None, None) => {
                    Problem::at(key.span(), &title, &format!("{} has no such key", table.noun)).help(&all())
                }
            };
            self.tell(problem.key(&table.path.to(name)));
        }
        self.problems.len() > before
    }

    /// Tells that the value is not what its key takes.
    pub(super) fn refuse(&mut self, entry: &Entry) {
        let title = format!("`{}` cannot be {}", entry.name, self.quoted(entry));
        self.tell(entry.problem(&title, &format!("write {}", entry.takes.words())));
    }

    /// The value as it is written, if it is short enough to be said.
    fn quoted(&self, entry: &Entry) -> String {
        match entry.value {
            DeValue::Array(_) => "a list".into(),
            DeValue::Table(_) => "a table".into(),
            _ => match self.source.get(entry.at.clone()) {
                Some(raw) if raw.chars().count() <= 40 && !raw.contains('\n') => raw.to_owned(),
                _ => format!("this {}", entry.value.type_str()),
            },
        }
    }

    /// A text. Blank is nothing.
    pub(super) fn text(&mut self, entry: &Entry) -> Option<Clean> {
        let Some(whole) = entry.value.as_str() else {
            self.refuse(entry);
            return None;
        };
        let field = match entry.takes {
            Takes::Sentence => Field::Line,
            Takes::Prose => Field::Long,
            _ => Field::Short,
        };
        let text = whole.trim_matches([' ', '\n', '\r', '\t']);
        if let Ok(clean) = Clean::accept(text, field) {
            return (!clean.is_empty()).then_some(clean);
        }
        let skipped = text.as_ptr() as usize - whole.as_ptr() as usize;
        for defect in Clean::defects(text, field).take(MOST_DEFECTS) {
            let part = defect.at.start + skipped..defect.at.end + skipped;
            let at = written::place(self.source, &entry.at, (whole, part));
            let title = format!("`{}` holds {}", entry.name, defect.what);
            self.tell(Problem { span: at, ..entry.problem(&title, defect.remedy) });
        }
        None
    }

    /// A name, which cannot be blank.
    pub(super) fn name(&mut self, entry: &Entry) -> Option<Clean> {
        let told = self.problems.len();
        let name = self.text(entry);
        if name.is_none() && self.problems.len() == told {
            self.tell(entry.problem(&format!("`{}` is empty", entry.name), "write a word"));
        }
        name
    }

    /// One name, or a list of them.
    pub(super) fn names(&mut self, entry: &Entry) -> Vec<Clean> {
        let items = self.items(entry);
        items.iter().filter_map(|item| self.name(item)).collect()
    }

    /// The items of a list; a single text is a list of one.
    pub(super) fn items<'t>(&mut self, entry: &Entry<'t>) -> Vec<Entry<'t>> {
        match entry.value {
            DeValue::String(_) => vec![entry.clone()],
            DeValue::Array(items) if items.len() > MOST_ITEMS => {
                let title = format!("`{}` lists {} items", entry.name, items.len());
                self.tell(entry.problem(&title, &format!("list at most {MOST_ITEMS}")));
                Vec::new()
            }
            DeValue::Array(items) => items.iter().map(|item| entry.inner(item)).collect(),
            _ => {
                self.refuse(entry);
                Vec::new()
            }
        }
    }

    /// A word of the key's vocabulary.
    pub(super) fn word<T>(&mut self, entry: &Entry, find: impl Fn(&str) -> Option<T>) -> Option<T> {
        let (Takes::Word(vocabulary) | Takes::Words(vocabulary)) = entry.takes else { return None };
        let Some(word) = entry.value.as_str() else {
            self.refuse(entry);
            return None;
        };
        let found = find(word);
        if found.is_none() {
            let all = vocabulary.words();
            let title = format!("`{}` cannot be {}", entry.name, self.quoted(entry));
            let choice = list(&all, "or");
            let problem = match keys::nearest(word, &all) {
                Some(near) => {
                    entry.problem(&title, &format!("did you mean `{near}`?")).help(&format!("write {choice}"))
                }
                None if all.len() <= 5 => entry.problem(&title, &format!("write {choice}")),
                None => entry.problem(&title, &format!("write {} that is known", vocabulary.noun())).help(&choice),
            };
            self.tell(problem);
        }
        found
    }

    /// One word of the key's vocabulary, or a list of them.
    pub(super) fn words<T>(&mut self, entry: &Entry, find: impl Fn(&str) -> Option<T>) -> Vec<T> {
        let items = self.items(entry);
        items.iter().filter_map(|item| self.word(item, &find)).collect()
    }

    /// `true` or `false`.
    pub(super) fn switch(&mut self, entry: &Entry) -> Option<bool> {
        let switch = entry.value.as_bool();
        if switch.is_none() {
            self.refuse(entry);
        }
        switch
    }

    /// A whole number in the range that the key takes.
    pub(super) fn number(&mut self, entry: &Entry) -> Option<u32> {
        let (Takes::Number(range) | Takes::SidedNumber(range)) = entry.takes else { return None };
        let number = integer(entry.value).and_then(|n| in_range(n, range));
        if number.is_none() {
            self.refuse(entry);
        }
        number
    }

    /// A length of time in the range that the key takes.
    pub(super) fn length(&mut self, entry: &Entry) -> Option<Seconds> {
        let (Takes::Length(range) | Takes::SidedLength(range) | Takes::RoundRest(range)) = entry.takes else {
            return None;
        };
        let seconds = match entry.value {
            DeValue::String(text) => length::parse(text).map(u64::from),
            value => integer(value),
        };
        if let Some(seconds) = seconds.and_then(|n| in_range(n, range)) {
            return Some(Seconds(seconds));
        }
        let raw = match entry.value {
            DeValue::String(text) => text,
            DeValue::Datetime(_) => self.source.get(entry.at.clone()).map_or("", without_zero),
            _ => "",
        };
        match length::meant(raw, range).filter(|_| seconds.is_none()) {
            Some(meant) => {
                let title = format!("`{}` cannot be {}", entry.name, self.quoted(entry));
                let help = format!("write {}", entry.takes.words());
                self.tell(entry.problem(&title, &format!("did you mean \"{meant}\"?")).help(&help));
            }
            None => self.refuse(entry),
        }
        None
    }

    /// A value, or a table with one for each side.
    pub(super) fn per_side<T: Copy>(
        &mut self,
        entry: &Entry,
        read: impl Fn(&mut Self, &Entry) -> Option<T>,
    ) -> Option<PerSide<T>> {
        match entry.value {
            DeValue::Table(pair) => {
                let [left, right] = self.pair(entry, pair, keys::PER_SIDE, read);
                Some(PerSide { left: left?, right: right? })
            }
            _ => read(self, entry).map(PerSide::same),
        }
    }

    /// The two values of a table that takes just those.
    pub(super) fn pair<T>(
        &mut self,
        entry: &Entry,
        pair: &DeTable,
        names: [&'static str; 2],
        read: impl Fn(&mut Self, &Entry) -> Option<T>,
    ) -> [Option<T>; 2] {
        let keys = names.map(|name| Key { name, takes: entry.takes.single(), meant_by: &[] });
        let path = Path { parent: Some(entry.path), name: entry.name, item: None };
        let noun = if names == keys::PER_SIDE { "a dose for each side" } else { "a rest for rounds" };
        let table = Table { entries: pair, keys: &keys, path: &path, noun, at: entry.at.clone() };
        let unknown = self.unknown_keys(&table, &[]);
        names.map(|name| {
            let value = table.get(name);
            if value.is_none() && !unknown {
                let title = format!("`{}` says nothing for `{name}`", entry.name);
                self.tell(table.problem(&title, &format!("write both `{}` and `{}`", names[0], names[1])));
            }
            value.and_then(|value| read(self, &value))
        })
    }
}

/// A whole number that is not negative; saturates.
pub(super) fn integer(value: &DeValue) -> Option<u64> {
    let number = value.as_integer()?;
    let digits = number.as_str().trim_start_matches('+');
    if digits.starts_with('-') {
        return None;
    }
    Some(u64::from_str_radix(digits, number.radix()).unwrap_or(u64::MAX))
}

fn in_range(n: u64, range: &RangeInclusive<u32>) -> Option<u32> {
    u32::try_from(n).ok().filter(|n| range.contains(n))
}

/// `01:30`, a time of day to TOML, as the length that was meant.
fn without_zero(time: &str) -> &str {
    time.strip_prefix('0').unwrap_or(time)
}

fn names(keys: &[Key]) -> Vec<&'static str> {
    keys.iter().map(|key| key.name).collect()
}

/// `a, b and c`.
fn list(words: &[&str], joiner: &str) -> String {
    match words {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [most @ .., last] => format!("{} {joiner} {last}", most.join(", ")),
    }
}
