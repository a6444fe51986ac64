//! Journals of every format there was. They are read for ever: these files are never changed.

use std::fs;

use solemate::domain::body::Side;
use solemate::domain::record::{Ending, PainKind, What};

use crate::support::Home;

#[test]
fn d21_a_journal_of_format_1_is_read_to_the_last_key() {
    let home = Home::new();
    let folder = home.history().join("3f9a0c21b7de");
    fs::create_dir_all(&folder).unwrap();
    let saved = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/journal/v1/2026.jsonl");
    fs::copy(saved, folder.join("2026.jsonl")).unwrap();
    let facts = home.facts();
    assert_eq!(facts.len(), 4);

    let What::Session(session) = &facts[0].what else { panic!("{:?}", facts[0]) };
    assert_eq!((session.routine.as_str(), &*session.name), ("calf-classic", "Calf Classic"));
    assert_eq!(session.started.to_rfc3339(), "2026-11-20T21:30:00+01:00");
    assert_eq!((session.ending, session.planned.as_secs()), (Ending::Early, 800));
    assert_eq!((session.lived.as_millis(), session.paused.as_millis()), (512_500, 12_000));
    assert_eq!(session.steps.len(), 3);
    assert_eq!(session.steps[1].side, Some(Side::Right));
    assert_eq!((session.steps[1].planned.as_millis(), session.steps[1].done.as_millis()), (180_000, 95_250));
    assert_eq!(session.steps[1].technique.unwrap().word(), "kneading");
    assert!(session.steps[1].skipped && !session.steps[0].skipped);

    let What::Pain(after) = &facts[1].what else { panic!("{:?}", facts[1]) };
    assert_eq!((after.side, after.kind, after.value.value()), (Side::Left, PainKind::NowAfter, 3));
    assert_eq!((after.session, after.note.as_deref()), (Some(facts[0].id), Some("the cold floor “helped”")));

    let What::Note(note) = &facts[2].what else { panic!("{:?}", facts[2]) };
    assert_eq!((note.session, &*note.text), (facts[0].id, "Stopped for the door."));

    let What::Pain(corrected) = &facts[3].what else { panic!("{:?}", facts[3]) };
    assert_eq!((facts[3].rev, corrected.kind, corrected.value.value()), (1, PainKind::FirstStep, 5));
    assert_eq!(facts[3].at.to_rfc3339(), "2026-11-21T07:02:11-03:30");
}
