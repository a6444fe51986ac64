//! A file that lies on the desk: opened, read and saved.

use std::fs;

use solemate::domain::desk::Ask;
use solemate::domain::edit::Place;
use solemate::domain::routine::RoutineId;
use solemate::store::desk::Desk;
use solemate::store::library::{Library, Source};

use crate::texts;

#[test]
fn what_is_opened_and_saved_without_a_change_is_the_same_to_the_byte() {
    let folder = tempfile::tempdir().unwrap();
    let (path, id) = (folder.path().join("mine.toml"), RoutineId::new("mine").unwrap());
    for text in texts() {
        fs::write(&path, &text).unwrap();
        let mut desk = Desk::new(Library::new(Some(folder.path().to_path_buf())), folder.path());
        let source = Source { id: id.clone(), path: Some(path.clone()), bytes: text.clone().into_bytes() };
        let opened = desk.open_source(source).unwrap();
        desk.answer(Ask::Save(opened.text));
        assert_eq!(fs::read_to_string(&path).unwrap(), text);
    }
}

#[test]
fn a_rule_that_leads_to_no_routine_is_pointed_out_at_its_field_and_stops_no_saving() {
    let folder = tempfile::tempdir().unwrap();
    let (path, id) = (folder.path().join("mine.toml"), RoutineId::new("mine").unwrap());
    let text = |to: &str| {
        let rule = format!("{{ before_at_least = 6, use = \"{to}\" }}");
        format!("name = \"Mine\"\nwhen = [\"evening\", {rule}]\n[[step]]\nname = \"A\"\ntime = 30\n")
    };
    let mut desk = Desk::new(Library::new(Some(folder.path().to_path_buf())), folder.path());
    let mut remarks = |to: &str| {
        let source = Source { id: id.clone(), path: Some(path.clone()), bytes: text(to).into_bytes() };
        let sheet = desk.open_source(source).unwrap().sheet;
        assert_eq!((sheet.problems.len(), sheet.routine.is_some()), (0, true));
        let of_it = sheet.remarks.into_iter().filter(|remark| remark.key == Some("when"));
        of_it.map(|remark| (remark.place, remark.sentence.to_string())).collect::<Vec<_>>()
    };
    let said = "There is no routine `gentel-day`: did you mean `gentle-day`?".to_owned();
    assert_eq!(remarks("gentel-day"), [(Place::Routine, said)]);
    assert_eq!(remarks("gentle-day"), []);
}
