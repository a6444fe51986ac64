//! `plan.toml`: what a person wants of their days.
//!
//! ```toml
//! profile  = "persistent"      # persistent (the default), mild or custom
//! level    = 1                 # to begin with: 1 light, 2 medium, 3 firm
//! anchors  = { morning = "07:00", midday = "13:00", evening = "21:00" }
//! morning  = "first-steps"     # the routine of the morning
//! massage  = { days = ["mon", "wed", "sat"], max_per_day = 2 }
//! stretch  = { routine = "ten-by-ten", per_day = 3 }
//! strength = { on = false, every_days = 2, stage = 1 }
//! visit    = { on = true, every_days = 7 }
//! rotation = ["calf-classic", "studio-flow"]
//! limits   = { gentle = 5, firm = 4 }   # every one of [`Limits::ALL`]
//! ```
//!
//! What is wrong is said with its line, and the default of the profile stands in its place: a plan never stops a session.

mod default_file;
mod doses;
mod ordered;
mod routines;

use std::ops::RangeInclusive;
use std::path::Path;

use chrono::NaiveTime;
use toml::de::DeValue;

use super::{LEVELS, SWITCH, file, nearest, one_of, written};
use crate::domain::care::{CarePlan, MOST_MASSAGE, MOST_STRETCHES, Profile, RAISES_APART, STAGES, VISITS_APART};
use crate::domain::limits::Limits;
use crate::domain::order;
use crate::domain::routine::RoutineId;
use crate::domain::settings::Problem;
use crate::domain::text::Clean;
use crate::store::eased::DAYS;
use crate::store::error::shown;
use crate::store::folder::read_small;
pub use default_file::default_plan;
pub use doses::set_doses;
pub use routines::unfit_routines;

/// A plan beyond this many bytes is not one.
const LARGEST: u64 = 64 * 1024;

/// The longest rotation.
const LONGEST_ROTATION: usize = 60;

const PROFILES: &[(&str, Profile)] =
    &[("mild", Profile::Mild), ("persistent", Profile::Persistent), ("custom", Profile::Custom)];

const KEYS: &[&str] =
    &["profile", "level", "anchors", "morning", "massage", "stretch", "strength", "visit", "rotation", "limits"];

/// What is wrong with a value, with the byte where it stands.
type Wrong = (usize, String, String);

/// Reads the plan. Whatever is wrong with it is said in one sentence each, and the file stays as it is.
pub fn load_plan(file: &Path) -> (CarePlan, Vec<Clean>) {
    let text = match read_small(file, LARGEST) {
        Ok(text) => text.unwrap_or_default(),
        Err(error) => {
            let said = format!("{} cannot be read: {error}; the plan is the default one", shown(file));
            return (CarePlan::default(), vec![Clean::visible(&said)]);
        }
    };
    let (plan, problems) = parse_plan(&text);
    let said = |problem: &Problem| {
        let rest = if problem.key.is_empty() { "; the plan is the default one" } else { "" };
        Clean::visible(&format!("{}, line {}: {}{rest}", shown(file), problem.line, problem.text))
    };
    (plan, problems.iter().map(said).collect())
}

/// Reads the text of a plan, and says what is wrong with it. A problem without a key is one of the whole file.
pub fn parse_plan(text: &str) -> (CarePlan, Vec<Problem>) {
    let text = file::without_mark(text);
    let line = |byte| file::line_of(text, byte);
    let table = match file::table(text) {
        Ok(table) => table,
        Err(problem) => return (CarePlan::default(), vec![problem]),
    };
    let mut wrong: Vec<Wrong> = Vec::new();
    let profile = match table.iter().find(|(key, _)| &**key.get_ref() == "profile") {
        Some((key, value)) => one_of(PROFILES, "profile", value.get_ref()).unwrap_or_else(|why| {
            wrong.push((key.span().start, "profile".to_owned(), why));
            Profile::default()
        }),
        None => Profile::default(),
    };
    let mut reader = Reader { plan: CarePlan::of(profile), wrong };
    for (key, value) in &table {
        reader.take(key.get_ref(), (key.span().start, value.get_ref()));
    }
    reader.check_anchors(&table);
    reader.check_limits(&table);
    let mut problems: Vec<Problem> =
        reader.wrong.into_iter().map(|(at, key, text)| Problem { line: line(at), key, text }).collect();
    order::by_key(&mut problems, |problem| problem.line);
    (reader.plan, problems)
}

struct Reader {
    plan: CarePlan,
    wrong: Vec<Wrong>,
}

impl Reader {
    fn take(&mut self, key: &str, (at, value): (usize, &DeValue<'_>)) {
        let plan = &mut self.plan;
        match key {
            "profile" => {}
            "level" => match one_of(LEVELS, key, value) {
                Ok(level) => plan.level = Some(level),
                Err(why) => self.wrong.push((at, key.to_owned(), why)),
            },
            "morning" => match routine(key, value) {
                Ok(id) => plan.morning = id,
                Err(why) => self.wrong.push((at, key.to_owned(), why)),
            },
            "rotation" => match rotation(key, value) {
                Ok(ids) => plan.rotation = ids,
                Err(why) => self.wrong.push((at, key.to_owned(), why)),
            },
            "anchors" => self.table(key, (at, value), &["morning", "midday", "evening"], |plan, word, path, value| {
                let time = time(path, value)?;
                match word {
                    "morning" => plan.anchors.morning = time,
                    "midday" => plan.anchors.midday = time,
                    _ => plan.anchors.evening = time,
                }
                Ok(())
            }),
            "massage" => self.table(key, (at, value), &["days", "max_per_day"], |plan, word, path, value| {
                match word {
                    "days" => plan.massage.days = days(path, value)?,
                    _ => plan.massage.max_per_day = number(path, value, 0..=MOST_MASSAGE)?,
                }
                Ok(())
            }),
            "stretch" => self.table(key, (at, value), &["routine", "per_day"], |plan, word, path, value| {
                match word {
                    "routine" => plan.stretch.routine = routine(path, value)?,
                    _ => plan.stretch.per_day = number(path, value, 0..=MOST_STRETCHES)?,
                }
                Ok(())
            }),
            "strength" => self.table(key, (at, value), &["on", "every_days", "stage"], |plan, word, path, value| {
                match word {
                    "on" => plan.strength.on = one_of(SWITCH, path, value)?,
                    "every_days" => plan.strength.every_days = number(path, value, RAISES_APART..=14)?,
                    _ => plan.strength.stage = number(path, value, STAGES)?,
                }
                Ok(())
            }),
            "visit" => self.table(key, (at, value), &["on", "every_days"], |plan, word, path, value| {
                match word {
                    "on" => plan.visit.on = one_of(SWITCH, path, value)?,
                    _ => plan.visit.every_days = number(path, value, VISITS_APART)?,
                }
                Ok(())
            }),
            "limits" => {
                let keys = Limits::ALL.map(|limit| limit.key);
                self.table(key, (at, value), &keys, |plan, word, path, value| {
                    let Some(limit) = Limits::ALL.into_iter().find(|limit| limit.key == word) else { return Ok(()) };
                    let source = if limit.source == "ours" { "our own number" } else { limit.source };
                    let number =
                        number(path, value, limit.range()).map_err(|why| format!("{why}. Source: {source}"))?;
                    plan.limits.place(word).into_iter().for_each(|place| *place = number);
                    Ok(())
                });
            }
            "sore_foot" => {
                let why = "sore_foot stands in config.toml, for the plan and all else".to_owned();
                self.wrong.push((at, key.to_owned(), why));
            }
            _ => {
                let why = format!("there is no {key} in a plan{}", nearest(key, KEYS.iter().copied()));
                self.wrong.push((at, key.to_owned(), why));
            }
        }
    }

    /// Takes what stands in a table, one word after the other.
    fn table(
        &mut self,
        key: &str,
        (at, value): (usize, &DeValue<'_>),
        known: &[&str],
        take: impl Fn(&mut CarePlan, &str, &str, &DeValue<'_>) -> Result<(), String>,
    ) {
        let DeValue::Table(table) = value else {
            let why =
                format!("{key} is a table with {}, not {}; its default is used", known.join(", "), written(value));
            return self.wrong.push((at, key.to_owned(), why));
        };
        for (word, value) in table {
            let path = format!("{key}.{}", word.get_ref());
            let taken = match known.iter().find(|one| **one == &**word.get_ref()) {
                Some(known) => take(&mut self.plan, known, &path, value.get_ref()),
                None => Err(format!("there is no {path}{}", nearest(word.get_ref(), known.iter().copied()))),
            };
            self.wrong.extend(taken.err().map(|why| (word.span().start, path, why)));
        }
    }
}

fn routine(key: &str, value: &DeValue<'_>) -> Result<RoutineId, String> {
    let id = value.as_str().and_then(|text| RoutineId::new(text).ok());
    id.ok_or_else(|| {
        format!(
            "{key} is the id of a routine, as `solemate list` names it, not {}; its default is used",
            written(value)
        )
    })
}

fn rotation(key: &str, value: &DeValue<'_>) -> Result<Vec<RoutineId>, String> {
    let expected = || format!("{key} is a list of ids of routines, not {}; its default is used", written(value));
    let list = value.as_array().ok_or_else(expected)?;
    let mut ids: Vec<RoutineId> = Vec::new();
    for one in list {
        let id = routine(key, one.get_ref())?;
        if ids.contains(&id) {
            return Err(format!(
                "{key} names {id} twice, and turns go by what was done longest ago; its default is used"
            ));
        }
        ids.push(id);
    }
    match ids.len() {
        0 => Err(format!("{key} is empty; its default is used. For no massage, massage = {{ days = [] }}")),
        1..=LONGEST_ROTATION => Ok(ids),
        many => {
            Err(format!("{key} names {many} routines, and at most {LONGEST_ROTATION} take turns; its default is used"))
        }
    }
}

fn days(key: &str, value: &DeValue<'_>) -> Result<[bool; 7], String> {
    let expected = |said: &DeValue<'_>| {
        format!("{key} is a list of days, from \"mon\" to \"sun\", not {}; its default is used", written(said))
    };
    let mut days = [false; 7];
    for one in value.as_array().ok_or_else(|| expected(value))? {
        let day = one.get_ref().as_str().and_then(|word| DAYS.iter().position(|day| *day == word));
        days[day.ok_or_else(|| expected(one.get_ref()))?] = true;
    }
    Ok(days)
}

fn number(key: &str, value: &DeValue<'_>, range: RangeInclusive<u8>) -> Result<u8, String> {
    let number = match value {
        DeValue::Integer(number) => number.as_str().parse().ok().filter(|number| range.contains(number)),
        _ => None,
    };
    let (least, most) = (range.start(), range.end());
    number
        .ok_or_else(|| format!("{key} is a number from {least} to {most}, not {}; its default is used", written(value)))
}

fn time(key: &str, value: &DeValue<'_>) -> Result<NaiveTime, String> {
    let time = value.as_str().and_then(|text| NaiveTime::parse_from_str(text, "%H:%M").ok());
    time.ok_or_else(|| format!("{key} is a time like \"07:00\", not {}; its default is used", written(value)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::plan::Level;

    fn said(text: &str) -> Vec<(usize, String)> {
        parse_plan(text).1.into_iter().map(|problem| (problem.line, problem.text)).collect()
    }

    #[test]
    fn the_documented_plan_is_understood() {
        let text = "profile = \"mild\"\nlevel = 2\nmorning = \"first-steps\"\nrotation = [\"ball-roll\", \"my-own\"]\n\
                    anchors = { morning = \"06:30\", midday = \"12:00\", evening = \"00:30\" }\n\
                    massage = { days = [\"tue\", \"sun\"], max_per_day = 1 }\n[stretch]\nroutine = \"desk-break\"\nper_day = 2\n\
                    [strength]\non = true\nevery_days = 3\nstage = 0\n[visit]\non = true\nevery_days = 14\n";
        let (plan, problems) = parse_plan(text);
        assert_eq!(problems, []);
        assert_eq!((plan.profile, plan.level), (Profile::Mild, Some(Level::Medium)));
        assert_eq!(plan.massage.days, [false, true, false, false, false, false, true]);
        assert_eq!(
            (plan.massage.max_per_day, plan.stretch.per_day, plan.stretch.routine.as_str()),
            (1, 2, "desk-break")
        );
        assert_eq!((plan.strength.on, plan.strength.every_days, plan.raises().as_str()), (true, 3, "slow-raises-0"));
        assert_eq!((plan.visit.every_days, plan.rotation[1].as_str()), (14, "my-own"));
        assert_eq!(parse_plan(""), (CarePlan::default(), vec![]));
    }

    #[test]
    fn r25_what_is_wrong_with_a_plan_is_said_with_its_line_and_the_rest_counts() {
        let text = "profil = \"mild\"\nstretch = { per_day = 30, rutine = \"x\" }\nlevel = 4\n\nvisit = true\n\
                    massage = { days = [\"monday\"] }\nrotation = [\"a\", \"a\"]\nstrength = { every_days = 1, on = true }\n";
        let expected = [
            (1, "there is no profil in a plan (did you mean profile?)"),
            (2, "stretch.per_day is a number from 0 to 6, not 30; its default is used"),
            (2, "there is no stretch.rutine (did you mean routine?)"),
            (3, "level is 1, 2 or 3, not 4; its default is used"),
            (5, "visit is a table with on, every_days, not true; its default is used"),
            (6, "massage.days is a list of days, from \"mon\" to \"sun\", not \"monday\"; its default is used"),
            (7, "rotation names a twice, and turns go by what was done longest ago; its default is used"),
            (8, "strength.every_days is a number from 2 to 14, not 1; its default is used"),
        ];
        assert_eq!(said(text), expected.map(|(line, text)| (line, text.to_owned())));
        let (plan, _) = parse_plan(text);
        assert!(plan.strength.on);
        assert_eq!(CarePlan { strength: CarePlan::default().strength, ..plan }, CarePlan::default());
    }

    #[test]
    fn limits_can_be_stricter_than_their_sources_and_not_laxer() {
        let (plan, problems) = parse_plan("limits = { gentle = 5, red = 4, sessions = 10 }\n");
        assert_eq!(
            (problems, plan.limits),
            (vec![], Limits { gentle: 5, red: 4, sessions: 10, medium: 3, firm: 3, ..Limits::DEFAULT })
        );
        let (plan, _) = parse_plan("\n[limits]\nred = 8\nblue = 1\namber = 2\n");
        assert_eq!(plan.limits, Limits { amber: 2, ..Limits::DEFAULT });
        let expected = [
            (
                3,
                "limits.red is a number from 2 to 6, not 8; its default is used. Source: both models of the traffic light stop at 6 (R47)",
            ),
            (4, "there is no limits.blue"),
        ];
        assert_eq!(said("\n[limits]\nred = 8\nblue = 1\n"), expected.map(|(line, text)| (line, text.to_owned())));
        assert!(said("limits = { stay = 1 }\n")[0].1.ends_with("not 1; its default is used. Source: our own number"));
    }

    #[test]
    fn r25_a_broken_plan_is_named_cleaned_and_not_overwritten() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("plan.toml");
        assert_eq!(load_plan(&file), (CarePlan::default(), vec![]));
        for bytes in [&b"level = \x1b]0;x\x07"[..], b"\xff\xfe\x00", b"rotation = [[[["] {
            std::fs::write(&file, bytes).unwrap();
            let (plan, said) = load_plan(&file);
            assert_eq!((plan, said.len()), (CarePlan::default(), 1));
            assert!(said[0].contains("plan.toml") && said[0].ends_with("; the plan is the default one"), "{}", said[0]);
            assert!(!said[0].contains('\x1b'));
            assert_eq!(std::fs::read(&file).unwrap(), bytes);
        }
    }
}
