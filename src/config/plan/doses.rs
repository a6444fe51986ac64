//! The plan with other massage days and stretches, written into its file without touching what else stands there.

use std::path::Path;

use toml::de::DeTable;

use super::{LARGEST, default_plan, parse_plan};
use crate::domain::care::{CarePlan, Doses};
use crate::domain::edit::{SettingChange, Value};
use crate::domain::text::Clean;
use crate::store::eased::DAYS;
use crate::store::error::shown;
use crate::store::folder::read_small;
use crate::store::library::save::Original;
use crate::store::routine_file::edit::apply_setting;

/// Lets plan.toml have these doses from now on; its comments stay. Where there is none, the default plan is begun with.
/// `kept` is a folder for a copy of the old bytes, where the file has to be written over in place.
///
/// # Errors
/// It cannot be read or written, or holds a mistake that hides its keys; it is as it was then.
pub fn set_doses(file: &Path, kept: &Path, doses: Doses) -> Result<CarePlan, Clean> {
    let said = |why: &dyn std::fmt::Display| Clean::visible(&format!("{}: {why}", shown(file)));
    let base = read_small(file, LARGEST).map_err(|error| said(&error))?;
    let text = base.clone().unwrap_or_else(|| default_plan().to_owned());
    let text = with_doses(&text, doses).map_err(|why| said(&why))?;
    let original = Original::as_it_was(file, base.map(String::into_bytes));
    original.save(text.as_bytes(), kept).map_err(|error| Clean::visible(&error.to_string()))?;
    Ok(parse_plan(&text).0)
}

fn with_doses(text: &str, doses: Doses) -> Result<String, String> {
    let (plan, problems) = parse_plan(text);
    if problems.iter().any(|problem| problem.key.is_empty()) {
        return Err("it cannot be read as it is; `solemate plan` says where it is wrong".to_owned());
    }
    let days = DAYS.into_iter().zip(doses.days).filter(|(_, on)| *on).map(|(day, _)| day.to_owned()).collect();
    let most = Value::Number(plan.massage.max_per_day.into());
    let routine = Value::Text(plan.stretch.routine.to_string());
    let changes = [
        ("massage", ("days", Value::List(days)), ("max_per_day", most)),
        ("stretch", ("per_day", Value::Number(doses.stretches.into())), ("routine", routine)),
    ];
    let mut text = text.to_owned();
    for (table, (key, value), (other, its)) in changes {
        let is_there = DeTable::parse(&text).is_ok_and(|tree| tree.get_ref().contains_key(table));
        let change = match is_there {
            true => SettingChange { table: Some(table), key, value: Some(value) },
            false => {
                let pair = Value::Pair([(key, Box::new(value)), (other, Box::new(its))]);
                SettingChange { table: None, key: table, value: Some(pair) }
            }
        };
        text = apply_setting(order, &text, &change).map_err(|why| why.to_string())?;
    }
    let is_meant = Doses::of(&parse_plan(&text).0) == doses;
    is_meant
        .then_some(text)
        .ok_or_else(|| "massage and stretch are written in a way that cannot be changed here".to_owned())
}

/// The rank of a key among those of its table.
fn order(table: Option<&'static str>, key: &str) -> Option<usize> {
    let keys: &[&str] = match table {
        None => super::KEYS,
        Some("massage") => &["days", "max_per_day"],
        Some("stretch") => &["routine", "per_day"],
        Some(_) => &[],
    };
    keys.iter().position(|one| *one == key)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FEWER: Doses = Doses { days: [true, false, true, false, true, false, true], stretches: 1 };

    #[test]
    fn other_doses_leave_every_comment_where_it_was() {
        let text =
            "# mine\nmassage = { days = [\"mon\", \"tue\"], max_per_day = 1 } # why\nvisit = { on = false } # no\n";
        let after = with_doses(text, FEWER).unwrap();
        assert!(
            after.starts_with("# mine\n") && after.contains("# why") && after.contains("visit = { on = false } # no")
        );
        let (plan, problems) = parse_plan(&after);
        assert_eq!((Doses::of(&plan), plan.massage.max_per_day, problems), (FEWER, 1, vec![]));
    }

    #[test]
    fn tables_and_a_file_that_says_nothing_are_written_as_they_are() {
        for text in
            ["", default_plan(), "profile = \"mild\"\n", "[massage]\ndays = [\"mon\"]\n\n[stretch]\nper_day = 2\n"]
        {
            let after = with_doses(text, FEWER).unwrap();
            assert_eq!((Doses::of(&parse_plan(&after).0), parse_plan(&after).1), (FEWER, vec![]), "{after}");
        }
    }

    #[test]
    fn a_plan_that_cannot_be_read_is_not_written_over() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("plan.toml");
        std::fs::write(&file, "massage = {").unwrap();
        assert!(set_doses(&file, &folder.path().join("kept"), FEWER).is_err());
        assert_eq!(std::fs::read_to_string(&file).unwrap(), "massage = {");
        std::fs::remove_file(&file).unwrap();
        let plan = set_doses(&file, &folder.path().join("kept"), FEWER).unwrap();
        assert_eq!(Doses::of(&plan), FEWER);
        assert!(std::fs::read_to_string(&file).unwrap().starts_with("# The plan of solemate"));
    }
}
