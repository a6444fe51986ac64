//! Imports: a folder each, whole or not at all.

use std::fs;

use solemate::domain::record::{Fact, What};
use solemate::domain::time::stamp;
use solemate::store::journal::{Contents, Journal, Reach, TakenBack, Tally};

use crate::support::{Home, at, corrected, rating, session};

/// What is said about these facts, in the journal's own form.
fn copy_of(facts: &[Fact]) -> Vec<u8> {
    let home = Home::new();
    home.journal().append(facts).unwrap();
    let mut copy = Vec::new();
    assert!(home.journal().export_jsonl(Contents::WHOLE, &mut copy).unwrap().is_none());
    copy
}

/// Takes a copy in; what it brought.
fn import(journal: &Journal, copy: &[u8]) -> Tally {
    let now = stamp::read("2026-11-29T10:00:00+01:00").unwrap();
    let (mut import, _) = journal.import(now).unwrap();
    import.take_copy(copy, "copy.jsonl".as_ref()).unwrap();
    let tally = import.tally();
    import.place().unwrap();
    tally
}

/// The names of what lies in the history, hidden or not.
fn folders(home: &Home) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(home.history())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.contains("import-"))
        .collect();
    names.sort();
    names
}

#[test]
fn an_import_is_a_device_of_its_own_and_touches_no_file_of_another() {
    let home = Home::new();
    home.journal().append(&[rating(1, 6)]).unwrap();
    let before = fs::read(home.year(2026)).unwrap();
    let old = at(rating(3, 4), "2024-02-29T07:00:00+01:00");
    let tally = import(&home.journal(), &copy_of(&[rating(1, 6), rating(2, 5), old.clone(), session(9)]));
    assert_eq!(tally, Tally { new: 3, known: 1, ..Tally::default() });
    assert_eq!(fs::read(home.year(2026)).unwrap(), before);
    let [name] = &folders(&home)[..] else { panic!("one folder") };
    let mut years: Vec<_> =
        fs::read_dir(home.history().join(name)).unwrap().map(|year| year.unwrap().file_name()).collect();
    years.sort();
    assert_eq!(years, ["2024.jsonl", "2026.jsonl"]);
    let mut facts = home.facts();
    facts.sort_by_key(|fact| fact.id);
    assert_eq!(facts, [rating(1, 6), rating(2, 5), old, session(9)]);
}

#[test]
fn d23_the_same_again_brings_nothing_and_leaves_nothing() {
    let home = Home::new();
    let copy = copy_of(&[rating(1, 6), corrected(&rating(2, 5), What::Removed)]);
    assert_eq!(import(&home.journal(), &copy), Tally { new: 1, removed: 1, ..Tally::default() });
    assert_eq!(import(&home.journal(), &copy), Tally { known: 2, ..Tally::default() });
    assert_eq!(folders(&home).len(), 1);
}

#[test]
fn d2_an_import_that_is_broken_off_leaves_the_history_as_it_was() {
    let home = Home::new();
    home.journal().append(&[rating(1, 6)]).unwrap();
    let journal = home.journal();
    let (mut broken_off, _) = journal.import(rating(1, 0).at).unwrap();
    let many: Vec<Fact> = (2..2_000).map(|id| rating(id, 5)).collect();
    broken_off.take_copy(copy_of(&many).as_slice(), "copy.jsonl".as_ref()).unwrap();
    assert_eq!((home.facts().len(), folders(&home).len()), (1, 1), "what is under way is hidden");
    drop(broken_off);
    assert_eq!((home.facts(), folders(&home)), (vec![rating(1, 6)], vec![]));
    assert_eq!(journal.take_back().unwrap(), TakenBack::NoImport);
}

#[test]
fn a_large_import_of_older_ratings_does_not_hide_the_newest_ones_said_here() {
    let home = Home::new();
    home.journal().append(&[at(rating(1, 6), "2026-11-28T07:00:00+01:00")]).unwrap();
    let older: Vec<Fact> = (100..600).map(|id| at(rating(id, 5), "2026-03-01T07:00:00+01:00")).collect();
    import(&home.journal(), &copy_of(&older));
    let since = stamp::read("2026-09-01T00:00:00+01:00").unwrap();
    let recent = home.journal().recent(Reach::Since(since)).facts;
    assert_eq!(recent.iter().map(|fact| fact.id.as_u128()).collect::<Vec<_>>(), [1]);
}

#[test]
fn taking_an_import_back_brings_back_what_it_corrected_and_removed() {
    let home = Home::new();
    home.journal().append(&[rating(1, 6), rating(2, 5)]).unwrap();
    let before = home.facts();
    let copy =
        copy_of(&[corrected(&rating(1, 6), rating(1, 9).what), corrected(&rating(2, 5), What::Removed), rating(3, 4)]);
    let tally = import(&home.journal(), &copy);
    assert_eq!(tally, Tally { new: 1, corrected: 1, removed: 1, known: 0, told_more: 0 });
    assert_eq!(home.facts().len(), 2);
    assert_eq!(
        home.journal().take_back().unwrap(),
        TakenBack::Done { facts: 3, corrected_since: 0, said_elsewhere: 0 }
    );
    assert_eq!((home.facts(), folders(&home)), (before, vec![]));
    assert_eq!(home.journal().take_back().unwrap(), TakenBack::NoImport);
}

#[test]
fn d8_an_import_that_is_away_with_its_history_is_taken_back_when_it_is_there_again() {
    let home = Home::new();
    for id in [1, 2] {
        import(&home.journal(), &copy_of(&[rating(id, 5)]));
    }
    let away = home.path().join("away");
    fs::rename(home.history(), &away).unwrap();
    for _ in 0..2 {
        assert_eq!(home.journal().take_back().unwrap(), TakenBack::Gone { earlier: false });
    }
    fs::rename(&away, home.history()).unwrap();
    let done = TakenBack::Done { facts: 1, corrected_since: 0, said_elsewhere: 0 };
    assert_eq!(home.journal().take_back().unwrap(), done);
    // One folder alone is away: the other one is next, and the first is still known as one of ours.
    import(&home.journal(), &copy_of(&[rating(3, 5)]));
    let noted = fs::read_to_string(home.path().join("state/imports")).unwrap();
    let last = noted.lines().last().unwrap();
    fs::rename(home.history().join(last), &away).unwrap();
    assert_eq!(home.journal().take_back().unwrap(), TakenBack::Gone { earlier: true });
    assert_eq!(home.journal().take_back().unwrap(), done);
    fs::rename(&away, home.history().join(last)).unwrap();
    assert_eq!(home.journal().owners().unwrap().own.len(), 2, "the device's and the import's");
    assert_eq!(home.journal().take_back().unwrap(), done);
    assert_eq!(home.journal().take_back().unwrap(), TakenBack::NoImport);
}

#[test]
fn a_rating_that_an_import_moved_to_an_earlier_year_counts_no_more_in_this_one() {
    let home = Home::new();
    home.journal().append(&[rating(1, 6)]).unwrap();
    let made = stamp::read("2026-11-28T10:00:00+01:00").unwrap();
    let moved = at(corrected(&rating(1, 6), rating(1, 6).what), "2025-06-01T07:00:00+02:00").made(made);
    import(&home.journal(), &copy_of(&[moved]));
    let since = stamp::read("2026-09-01T00:00:00+01:00").unwrap();
    assert_eq!(home.journal().recent(Reach::Since(since)).facts, []);
}

#[test]
fn the_later_of_two_corrections_of_one_revision_counts_as_in_joined_files() {
    let home = Home::new();
    let said = |value, when| at(corrected(&rating(1, 6), rating(1, value).what), when);
    let (earlier, later) = (said(2, "2026-11-28T10:00:00+01:00"), said(9, "2026-11-28T11:00:00+01:00"));
    home.journal().append(&[rating(1, 6), earlier]).unwrap();
    assert_eq!(
        import(&home.journal(), &copy_of(std::slice::from_ref(&later))),
        Tally { corrected: 1, ..Tally::default() }
    );
    assert_eq!(home.facts(), std::slice::from_ref(&later));
    let other = Home::new();
    other.journal().append(std::slice::from_ref(&later)).unwrap();
    let earlier = said(2, "2026-11-28T10:00:00+01:00");
    assert_eq!(import(&other.journal(), &copy_of(&[earlier])), Tally { known: 1, ..Tally::default() });
    assert_eq!(other.facts(), [later]);
}

#[test]
fn an_import_into_a_history_that_has_disappeared_begins_no_new_one() {
    let home = Home::new();
    let journal = home.journal();
    journal.append(&[rating(1, 6)]).unwrap();
    fs::rename(home.history(), home.path().join("away")).unwrap();
    let (mut import, _) = journal.import(rating(1, 0).at).unwrap();
    assert!(import.take_copy(copy_of(&[rating(2, 5)]).as_slice(), "copy.jsonl".as_ref()).is_err());
    assert!(!home.history().exists());
}
