//! The text of the settings as a form, and what is typed there as a value of the file.

use toml::de::{DeTable, DeValue};

use super::table::SAY;
use super::{Settings, file};
use crate::domain::cues::Answers;
use crate::domain::edit::Value;
use crate::domain::settings::{Control, FOUND, Form, NONE, Row, Setting, Source, typed_numbers};
use crate::domain::text::Clean;
use crate::sound::say::sample;
use crate::store::routine_file::edit::written;

/// The text as a form, and the settings it says. The answers are those of the cue check in this kind of terminal.
pub fn form(text: &str, answers: Answers) -> (Form, Settings) {
    let (settings, problems) = Settings::parse(text);
    let text = file::without_mark(text);
    let Ok(tree) = DeTable::parse(text) else { return (Form { rows: Vec::new(), others: problems }, settings) };
    let line = |byte| file::line_of(text, byte);
    let rows: Vec<Row> = super::settings()
        .iter()
        .map(|setting| {
            let path = setting.path();
            let said = said(tree.get_ref(), setting).map(|(at, value)| (line(at), typed(value)));
            let problem = problems.iter().find(|problem| problem.key == path);
            let default = setting.default_typed();
            let (holds, source) = match &said {
                Some((line, typed)) if problem.is_none() => (typed.as_str(), Source::File(*line)),
                _ => (default.as_str(), Source::Default),
            };
            let is_answered = setting.channel.is_some_and(|channel| answers.of(channel) == Some(false));
            let source = if holds == FOUND && is_answered { Source::CueCheck } else { source };
            Row {
                setting: *setting,
                holds: Clean::visible(holds),
                line: said.as_ref().map(|(line, _)| *line),
                said: said.as_ref().map(|(_, typed)| Clean::visible(typed)),
                source,
                sample: (setting.table == Some(SAY)).then(|| sample(holds)).flatten().map(|said| Clean::visible(&said)),
                problem: problem.map(|problem| Clean::visible(&problem.text)),
            }
        })
        .collect();
    let others = problems.into_iter().filter(|problem| !rows.iter().any(|row| row.setting.path() == problem.key));
    (Form { others: others.collect(), rows }, settings)
}

/// What the file says of a setting, and where.
fn said<'t>(tree: &'t DeTable<'t>, setting: &Setting) -> Option<(usize, &'t DeValue<'t>)> {
    let holder = match setting.table {
        Some(name) => tree.get(name)?.get_ref().as_table()?,
        None => tree,
    };
    holder.get_key_value(setting.key).map(|(key, value)| (key.span().start, value.get_ref()))
}

/// A value as a person types it.
fn typed(value: &DeValue<'_>) -> String {
    match value {
        DeValue::String(text) => text.to_string(),
        DeValue::Array(items) if items.iter().any(|item| item.get_ref().is_str()) => {
            shell_words::join(items.iter().map(|item| typed(item.get_ref())))
        }
        DeValue::Array(items) => typed_numbers(items.iter().map(|item| typed(item.get_ref()))),
        other => super::whole(other).map_or_else(|| super::written(other), |number| number.to_string()),
    }
}

/// What is typed as a value of the file, right or wrong: reading it tells. Nothing where a number was to be typed and was
/// not: its default holds.
pub(super) fn value(setting: &Setting, typed: &str) -> Option<Value> {
    let text = || Value::Text(typed.to_owned());
    let word = typed.trim();
    match setting.control {
        Control::Text => return Some(text()),
        _ if word.is_empty() => return None,
        Control::Choice(..) | Control::Switch => {}
        Control::Time(..) => return Some(Value::Text(word.to_owned())),
        // As it is shown, its unit may stand behind it.
        Control::Number { unit, .. } => {
            let number = word.strip_suffix(unit).unwrap_or(word).trim_end();
            return Some(number.parse().map_or_else(|_| text(), Value::Number));
        }
        Control::Numbers { .. } if word == NONE => return Some(Value::Numbers(Vec::new())),
        Control::Numbers { .. } => {
            let parts = word.split([',', ' ']).filter(|part| !part.is_empty());
            let numbers: Result<Vec<u32>, _> = parts.map(str::parse).collect();
            return Some(numbers.map_or_else(|_| text(), Value::Numbers));
        }
        Control::Program(_) if word == NONE => return Some(Value::List(Vec::new())),
        Control::Program(_) if word == FOUND => {}
        Control::Program(_) => return Some(shell_words::split(word).map_or_else(|_| text(), Value::List)),
    }
    Some(match (word.parse(), word.parse()) {
        (Ok(switch), _) => Value::Switch(switch),
        (_, Ok(number)) => Value::Number(number),
        _ => Value::Text(word.to_owned()),
    })
}

/// What is typed, as it is written in the file.
pub fn in_file(setting: &Setting, typed: &str) -> String {
    value(setting, typed).map_or_else(String::new, |value| written(&value))
}

/// What is typed, as JSON; none for what says nothing.
pub fn json(setting: &Setting, typed: &str) -> serde_json::Value {
    match value(setting, typed) {
        None => serde_json::Value::Null,
        Some(Value::Text(text)) => text.into(),
        Some(Value::Number(number)) => number.into(),
        Some(Value::Switch(switch)) => switch.into(),
        Some(Value::List(words)) => words.into(),
        Some(Value::Numbers(numbers)) => numbers.into(),
        Some(Value::Items(_) | Value::Pair(_)) => serde_json::Value::Null,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(text: &str, path: &str) -> Row {
        form(text, Answers::default()).0.rows.into_iter().find(|row| row.setting.path() == path).unwrap()
    }

    #[test]
    fn a_value_is_typed_and_shown_in_plain_words_and_comes_from_a_line() {
        let text =
            "# mine\nlevel = 3\nmarks = [60, 30]\nplayer = [\"my player\", \"-q\"]\nspeak = []\n[say]\ndone = ''\n";
        let shown = |path| {
            let row = row(text, path);
            (row.holds.to_string(), row.setting.shown(&row.holds), row.source)
        };
        assert_eq!(shown("level"), ("3".into(), "firm".into(), Source::File(2)));
        assert_eq!(shown("marks"), ("60, 30".into(), "60, 30 s".into(), Source::File(3)));
        assert_eq!(shown("player").0, "'my player' -q");
        assert_eq!(shown("speak"), ("none".into(), "none".into(), Source::File(5)));
        assert_eq!(shown("say.done"), (String::new(), "nothing".into(), Source::File(7)));
        assert_eq!(shown("motion"), ("calm".into(), "calmly".into(), Source::Default));
        assert_eq!(shown("volume").1, "60 %");
    }

    #[test]
    fn an_answer_of_the_cue_check_is_named_where_the_file_leaves_it_open() {
        let no = Answers { voice: Some(false), ..Answers::default() };
        let source = |text: &str, key: &str| {
            let (form, _) = form(text, no);
            form.rows.iter().find(|row| row.setting.key == key).unwrap().source
        };
        assert_eq!(source("", "voice"), Source::CueCheck);
        assert_eq!(source("voice = \"auto\"", "voice"), Source::CueCheck);
        assert_eq!(source("voice = true", "voice"), Source::File(1));
        assert_eq!(source("", "sound"), Source::Default);
    }

    #[test]
    fn r25_a_mistake_stands_beside_its_setting_and_the_default_holds() {
        let wrong = row("\nvolume = 130\n", "volume");
        assert_eq!((wrong.holds.as_str(), wrong.said.as_deref()), ("60", Some("130")));
        assert_eq!(
            wrong.problem.as_deref(),
            Some("volume is a whole number from 0 to 100, not 130; its default is used")
        );
        let (form, _) = form("them = \"dark\"\n[say]\nhalf_way = \"x\"\n", Answers::default());
        let others: Vec<_> = form.others.iter().map(|problem| (problem.line, problem.key.as_str())).collect();
        assert_eq!(others, [(1, "them"), (3, "say.half_way")]);
        assert_eq!(form.count_problems(), 2);
        let (form, settings) = super::form("view = \n", Answers::default());
        assert!(form.is_broken() && settings == Settings::default());
        assert_eq!(form.others[0].line, 1);
    }

    #[test]
    fn r25_a_number_in_other_digits_is_the_number_it_is() {
        let text = "volume = 0x28\nrate = 0o144\nmarks = [0x1E, 0b111100, 1_00]\nlevel = 0b11\n";
        let (form, settings) = super::form(text, Answers::default());
        assert_eq!(form.count_problems(), 0, "{form:?}");
        assert_eq!((settings.sound.volume, settings.sound.rate), (40, 100));
        assert_eq!(row(text, "volume").holds.as_str(), "40", "and can be stepped from there");
        assert_eq!(row(text, "marks").holds.as_str(), "30, 60, 100");
        assert_eq!(row(text, "level").holds.as_str(), "3");
        let wrong = |text: &str, path| row(text, path).problem.unwrap().to_string();
        assert!(wrong("volume = 0xFF", "volume").contains("not 0xFF"), "as it is written");
        assert!(wrong("level = 2.0", "level").contains("not 2.0"));
    }

    #[test]
    fn what_is_typed_as_it_stands_says_what_it_said() {
        for setting in crate::config::settings() {
            let typed = setting.default_typed();
            assert_eq!(value(setting, &typed), Some(setting.default.value()), "{}", setting.path());
        }
        let of = |path: &str, typed: &str| value(&row("", path).setting, typed);
        assert_eq!(of("marks", " 60,30  10 "), Some(Value::Numbers(vec![60, 30, 10])));
        assert_eq!(of("marks", "none"), Some(Value::Numbers(vec![])));
        assert_eq!(of("marks", ""), None);
        assert_eq!(of("player", "'my player' -q"), Some(Value::List(vec!["my player".into(), "-q".into()])));
        assert_eq!(of("player", "an 'open quote"), Some(Value::Text("an 'open quote".into())));
        assert_eq!(of("volume", "50 %"), Some(Value::Number(50)));
        assert_eq!(of("volume", "50%"), Some(Value::Number(50)));
        assert_eq!(of("day_begins", "0430"), Some(Value::Text("0430".into())));
        assert_eq!(of("volume", "loud"), Some(Value::Text("loud".into())));
        assert_eq!(of("say.done", ""), Some(Value::Text(String::new())));
    }
}
