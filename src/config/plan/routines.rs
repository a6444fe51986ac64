//! The routines that a plan names, against those there are.

use std::path::Path;

use super::LARGEST;
use crate::domain::body::Technique;
use crate::domain::care::CarePlan;
use crate::domain::catalogue::Entry;
use crate::domain::health::Guard;
use crate::domain::routine::RoutineId;
use crate::domain::text::Clean;
use crate::store::error::shown;
use crate::store::folder::read_small;

/// What plan.toml names that is no routine, a stretch that is none, and what would never come in the one place that it has,
/// in one sentence each with its line. Only what is written there is spoken of: the defaults are ours. The rotation passes
/// over what the health profile leaves out.
pub fn unfit_routines(file: &Path, plan: &CarePlan, entries: &[Entry], guard: &Guard) -> Vec<Clean> {
    let text = read_small(file, LARGEST).ok().flatten().unwrap_or_default();
    let entry = |id: &RoutineId| entries.iter().find(|entry| entry.id.as_ref() == Some(id));
    let has = |entry: &Entry, technique| {
        entry.state.as_ref().map_or(technique == Technique::StretchFascia, |one| one.techniques.contains(&technique))
    };
    let speaks = !guard.is_log_only() && !guard.holds().is_unread();
    let against = |entry: &Entry| {
        let outlook = guard.outlook(&entry.state.as_ref().ok()?.deeds);
        (speaks && outlook.is_hidden()).then_some(outlook.hidden)
    };
    let rotation = plan.rotation.iter().map(|id| ("rotation", id));
    let named = [("morning", &plan.morning), ("stretch.routine", &plan.stretch.routine)].into_iter().chain(rotation);
    let said = |(key, id): (&str, &RoutineId)| {
        let why = match entry(id) {
            None => "and there is no routine of that id: `solemate list` names those there are".to_owned(),
            Some(entry) if key == "stretch.routine" && !has(entry, Technique::StretchFascia) => {
                "which does not stretch the sole: doing it counts as no stretch".to_owned()
            }
            Some(entry) if key == "morning" && has(entry, Technique::HeelRaise) => {
                "heel raises, which are not for straight after waking: strength in plan.toml has their days".to_owned()
            }
            Some(entry) if key != "rotation" => {
                let because = against(entry)?;
                format!("which is not offered for your health ({because}): `solemate list` names those that are")
            }
            Some(_) => return None,
        };
        let line = line_naming(&text, id)?;
        Some(Clean::visible(&format!("{}, line {line}: {key} names {id}, {why}", shown(file))))
    };
    named.filter_map(said).collect()
}

/// The line, from 1, in which an id stands as a string.
fn line_naming(text: &str, id: &RoutineId) -> Option<usize> {
    let is_it = |line: &str| [format!("\"{id}\""), format!("'{id}'")].iter().any(|word| line.contains(word));
    let at = text.lines().position(|line| !line.trim_start().starts_with('#') && is_it(line))?;
    Some(at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::load_plan;
    use crate::domain::health::{Answer, Profile, Question};
    use crate::store::library::Library;

    #[test]
    fn a_routine_that_is_none_is_named_with_its_line_wherever_it_stands() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("plan.toml");
        let entries = Library::new(None).entries();
        let said = |text: &str| {
            std::fs::write(&file, text).unwrap();
            let said = unfit_routines(&file, &load_plan(&file).0, &entries, &Guard::default());
            said.iter().map(|said| said.split_once("plan.toml, ").unwrap().1.to_owned()).collect::<Vec<_>>()
        };
        let none = "and there is no routine of that id: `solemate list` names those there are";
        let text = "# \"nope\"\nmorning = \"nope\"\nrotation = [\n  'ball-roll',\n  'gone',\n]\nstretch.routine = \"calf-classic\"\n";
        let expected = [
            format!("line 2: morning names nope, {none}"),
            "line 7: stretch.routine names calf-classic, which does not stretch the sole: doing it counts as no stretch"
                .to_owned(),
            format!("line 5: rotation names gone, {none}"),
        ];
        assert_eq!(said(text), expected);
        assert!(said("morning = \"six-ways\"\nstretch.routine = \"desk-break\"\n").is_empty());
        std::fs::write(&file, "# \"calf-classic\"\n").unwrap();
        let none = unfit_routines(&file, &CarePlan::default(), &[], &Guard::default());
        assert!(none.is_empty(), "of what nobody wrote nothing is said");
    }

    #[test]
    fn what_would_never_come_in_its_one_place_is_named_with_the_reason() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("plan.toml");
        let entries = Library::new(None).entries();
        let said = |text: &str, answer: Option<(Question, Answer)>| {
            std::fs::write(&file, text).unwrap();
            let mut profile = Profile::default();
            answer.into_iter().for_each(|(question, answer)| profile.set(question, Some(answer)));
            let guard = profile.guard("2026-11-20".parse().unwrap());
            let said = unfit_routines(&file, &load_plan(&file).0, &entries, &guard);
            said.iter().map(|said| said.split_once("plan.toml, ").unwrap().1.to_owned()).collect::<Vec<_>>()
        };
        let text = "rotation = [\"ball-roll\"]\nmorning = \"calf-classic\"\n";
        assert_eq!(said(text, None), [""; 0]);
        let clot = "line 2: morning names calf-classic, which is not offered for your health (a clot or blood thinners): \
                    `solemate list` names those that are";
        assert_eq!(said(text, Some((Question::Clot, Answer::Yes))), [clot], "the rotation passes over it");
        assert_eq!(said(text, Some((Question::Surgery, Answer::Yes))), [""; 0], "there is no session at all");
        let raises = "line 1: morning names slow-raises-3, heel raises, which are not for straight after waking: strength \
                      in plan.toml has their days";
        assert_eq!(said("morning = \"slow-raises-3\"\n", None), [raises]);
    }
}
