//! One record, found again without reading everything again.

use std::fs;
use std::io::Write;

use solemate::domain::record::{Fact, FactId, What};
use solemate::store::journal::Journal;

use crate::support::{Home, at, corrected, note, rating, session};

/// A rating that belongs to a session.
fn in_session(id: u128, value: u8, of: &Fact) -> Fact {
    let mut fact = rating(id, value);
    if let What::Pain(rating) = &mut fact.what {
        rating.session = Some(of.id);
    }
    fact
}

/// What a reading of everything says about a record.
fn about(journal: &Journal, id: FactId) -> Vec<Fact> {
    let mut facts = Vec::new();
    journal.read_all(&mut |fact| {
        let session = match &fact.what {
            What::Pain(rating) => rating.session,
            What::Note(note) => Some(note.session),
            What::Session(_) | What::Event(_) | What::Day(_) | What::RedFlags(_) | What::Removed => None,
        };
        if fact.id == id || session == Some(id) {
            facts.push(fact);
        }
    });
    facts
}

/// A home with two sessions and what was said about them, and a solemate that has read it all.
fn read_home() -> (Home, Journal, [Fact; 2]) {
    let home = Home::new();
    let journal = home.journal();
    let (one, two) = (session(1), at(session(2), "2025-05-01T20:00:00+02:00"));
    let said = [two.clone(), in_session(3, 4, &two), one.clone(), in_session(4, 5, &one), note(5, &one, "well")];
    journal.append(&said).unwrap();
    journal.append(&[corrected(&said[3], in_session(4, 2, &one).what), rating(6, 7)]).unwrap();
    let mut count = 0;
    assert!(journal.read_and_remember(&mut |_| count += 1).is_none());
    assert_eq!(count, 6);
    (home, journal, [one, two])
}

/// That all of them are found, and found as a reading of everything says.
fn assert_found(journal: &Journal, ids: &[FactId]) {
    for id in ids {
        assert_eq!(journal.about(*id), about(journal, *id), "{id}");
    }
}

#[test]
fn a_record_is_found_with_all_that_was_said_about_it() {
    let (_home, journal, [one, two]) = read_home();
    assert_eq!(journal.about(one.id).len(), 3);
    assert_eq!(journal.about(two.id).len(), 2);
    assert_found(&journal, &[one.id, two.id, rating(6, 0).id, rating(99, 0).id]);
}

#[test]
fn what_is_said_since_is_found_too() {
    let (_home, journal, [one, two]) = read_home();
    let late = in_session(7, 3, &one);
    journal.append(std::slice::from_ref(&late)).unwrap();
    assert_eq!(journal.about(one.id).len(), 4);
    journal.append(&[corrected(&late, in_session(7, 9, &one).what)]).unwrap();
    journal.append(&[corrected(&note(5, &one, ""), What::Removed)]).unwrap();
    assert_eq!(journal.about(one.id).len(), 3);
    // It belonged to the other session all the time.
    journal.append(&[corrected(&in_session(3, 4, &two), in_session(3, 4, &one).what)]).unwrap();
    assert_found(&journal, &[one.id, two.id, late.id]);
    journal.append(&[corrected(&one, What::Removed)]).unwrap();
    assert_found(&journal, &[one.id, two.id]);
    journal.append(&[corrected(&corrected(&one, What::Removed), one.what.clone())]).unwrap();
    assert_eq!(journal.about(one.id).last(), Some(&corrected(&corrected(&one, What::Removed), one.what.clone())));
}

#[test]
fn what_is_said_here_of_a_record_of_another_device_stands_in_its_place() {
    let (home, here) = (Home::new(), Home::new());
    let one = session(1);
    let early = at(note(3, &one, "early"), "2026-11-20T21:51:00+01:00");
    let late = at(note(4, &one, "late"), "2026-11-25T10:00:00+01:00");
    here.journal().append(&[one.clone(), early, late]).unwrap();
    home.journal().append(&[rating(2, 5)]).unwrap();
    fs::create_dir(home.history().join("telephone")).unwrap();
    fs::copy(here.year(2026), home.history().join("telephone/2026.jsonl")).unwrap();
    let journal = home.journal();
    assert!(journal.read_and_remember(&mut |_| {}).is_none());
    journal.append(&[at(note(5, &one, "said here"), "2026-11-22T10:00:00+01:00")]).unwrap();
    let found = journal.about(one.id);
    assert_eq!(found.len(), 4);
    assert_eq!(found[2].id, FactId::from_u128(5));
    assert_found(&journal, &[one.id, rating(2, 5).id]);
}

#[test]
fn d15_what_came_from_elsewhere_meanwhile_is_found_by_reading_everything() {
    let (home, journal, [one, two]) = read_home();
    // Another solemate on this machine.
    home.journal().append(&[note(8, &one, "said in another window")]).unwrap();
    assert_eq!(journal.about(one.id).len(), 4);
    // Another device, brought by a sync tool.
    let other = Home::new();
    other.journal().append(&[note(9, &two, "said on the telephone")]).unwrap();
    fs::create_dir(home.history().join("telephone")).unwrap();
    fs::copy(other.year(2026), home.history().join("telephone/2026.jsonl")).unwrap();
    assert_eq!(journal.about(two.id).len(), 3);
    // A file replaced by another one of the same length.
    let (path, beside) = (home.year(2025), home.device().join(".beside"));
    let text = fs::read(&path).unwrap();
    fs::write(&beside, [&text[..30], b"x", &text[31..]].concat()).unwrap();
    fs::rename(&beside, &path).unwrap();
    assert!(journal.about(two.id).iter().all(|fact| fact.id != two.id));
    assert_found(&journal, &[one.id, two.id]);
}

#[test]
fn d18_a_line_damaged_since_is_not_taken_for_good() {
    let (home, journal, [one, _]) = read_home();
    let path = home.year(2026);
    let text = fs::read(&path).unwrap();
    let place = text.windows(4).position(|word| word == b"calf").unwrap();
    let mut file = fs::OpenOptions::new().write(true).open(&path).unwrap();
    std::io::Seek::seek(&mut file, std::io::SeekFrom::Start(place as u64)).unwrap();
    file.write_all(b"half").unwrap();
    assert!(journal.about(one.id).iter().all(|fact| fact.id != one.id));
    assert_found(&journal, &[one.id]);
}
