//! Files of other devices, of sync tools, and of nobody we know.

use std::fs;
use std::path::Path;

use solemate::domain::record::{Fact, What};
use solemate::domain::time::stamp;
use solemate::store::journal::{Contents, Reach, line};

use crate::support::{Home, at, corrected, rating, session};

/// A copy of one home's device in another one's history, under this folder name.
fn bring(from: &Home, to: &Home, device: &str) {
    let folder = to.history().join(device);
    fs::create_dir_all(&folder).unwrap();
    for file in fs::read_dir(from.device()).unwrap() {
        let file = file.unwrap();
        fs::copy(file.path(), folder.join(file.file_name())).unwrap();
    }
}

fn exported(home: &Home) -> String {
    let mut out = Vec::new();
    assert!(home.journal().export_jsonl(Contents::WHOLE, &mut out).unwrap().is_none());
    String::from_utf8(out).unwrap()
}

#[test]
fn two_machines_are_joined_by_copying_files_in_either_direction() {
    let (desk, laptop) = (Home::new(), Home::new());
    desk.journal().append(&[rating(1, 6), rating(3, 4)]).unwrap();
    laptop.journal().append(&[rating(2, 5), rating(4, 3)]).unwrap();
    // Both correct the same rating; the later word counts on both machines.
    let seen = corrected(&rating(1, 6), rating(1, 2).what);
    let seen_later = at(corrected(&rating(1, 6), rating(1, 9).what), "2026-11-29T10:00:00+01:00");
    desk.journal().append(&[at(seen, "2026-11-28T10:00:00+01:00")]).unwrap();
    laptop.journal().append(std::slice::from_ref(&seen_later)).unwrap();
    bring(&desk, &laptop, "desk");
    bring(&laptop, &desk, "laptop");
    for home in [&desk, &laptop] {
        let facts = home.facts();
        assert_eq!(facts, [rating(2, 5), rating(3, 4), rating(4, 3), seen_later.clone()]);
        assert_eq!(home.journal().recent(Reach::Bytes(10_000)).facts, facts);
    }
    assert_eq!(exported(&desk).len(), exported(&laptop).len());
}

#[test]
fn c4_devices_are_interleaved_by_time_and_each_keeps_its_own_order() {
    let (desk, laptop) = (Home::new(), Home::new());
    let at_minute = |id, minute| at(rating(id, 5), &format!("2026-11-20T10:{minute:02}:00+01:00"));
    let wrong = at(rating(5, 5), "1970-01-01T00:00:00+00:00");
    let here = [at_minute(1, 1), wrong.clone(), at_minute(3, 10)];
    let there = [at_minute(2, 5), at_minute(4, 20)];
    desk.journal().append(&here[..2]).unwrap();
    desk.journal().append(&here[2..]).unwrap();
    laptop.journal().append(&there).unwrap();
    bring(&laptop, &desk, "zz");
    let ids: Vec<u128> = desk.facts().iter().map(|fact| fact.id.as_u128()).collect();
    assert_eq!(ids, [1, 5, 2, 3, 4]);
}

#[test]
fn d16_copies_made_by_sync_tools_are_read_once_and_named() {
    let home = Home::new();
    home.journal().append(&[rating(1, 6), rating(2, 5)]).unwrap();
    let conflict = home.device().join("2026.sync-conflict-20261120-214703-ABCDEFG.jsonl");
    fs::copy(home.year(2026), &conflict).unwrap();
    home.journal().append(&[rating(3, 4), corrected(&rating(1, 6), What::Removed)]).unwrap();
    let copy = home.device().join("2026 (Ada's conflicted copy).jsonl");
    let other = Home::new();
    other.journal().append(&[rating(9, 1)]).unwrap();
    fs::copy(other.year(2026), &copy).unwrap();
    let (facts, damage) = home.read();
    let mut ids: Vec<u128> = facts.iter().map(|fact| fact.id.as_u128()).collect();
    ids.sort_unstable();
    assert_eq!(ids, [2, 3, 9]);
    assert!(damage.is_none());
    assert_eq!(damage.copies, [copy, conflict]);
}

#[test]
fn d20_foreign_files_are_named_and_left_alone() {
    let home = Home::new();
    home.journal().append(&[rating(1, 6)]).unwrap();
    let foreign =
        [home.device().join("2026.jsonl.bak"), home.device().join("notes.jsonl"), home.history().join("history.db")];
    for path in &foreign {
        fs::write(path, "not ours\n").unwrap();
    }
    fs::create_dir(home.history().join(".git")).unwrap();
    fs::write(home.history().join(".stignore"), "").unwrap();
    let (facts, mut damage) = home.read();
    damage.foreign.sort();
    let mut expected = foreign.to_vec();
    expected.sort();
    assert_eq!((facts.len(), damage.foreign), (1, expected));
    assert!(foreign.iter().all(|path| fs::read_to_string(path).unwrap() == "not ours\n"));
}

#[test]
fn d23_reading_a_copy_of_everything_again_changes_nothing() {
    let home = Home::new();
    let facts: Vec<Fact> = (1..50).map(|id| rating(id, 5)).chain([session(100)]).collect();
    home.journal().append(&facts).unwrap();
    let once = home.facts();
    let export = exported(&home);
    bring(&home, &home, "copied-by-hand");
    assert_eq!((home.facts(), exported(&home)), (once, export));
}

#[test]
fn an_export_is_a_journal_of_its_own_and_holds_removals() {
    let home = Home::new();
    home.journal().append(&[rating(1, 6), rating(2, 5), session(3)]).unwrap();
    home.journal().append(&[corrected(&rating(1, 6), What::Removed)]).unwrap();
    let export = exported(&home);
    let other = Home::new();
    let place = |home: &Home, device: &str| {
        let folder = home.history().join(device);
        fs::create_dir_all(&folder).unwrap();
        folder.join("2026.jsonl")
    };
    fs::write(place(&other, "imported"), &export).unwrap();
    assert_eq!((other.facts(), exported(&other)), (home.facts(), export.clone()));
    let older = Home::new();
    fs::write(place(&older, "imported"), &export).unwrap();
    older.journal().append(&[rating(1, 6)]).unwrap();
    assert_eq!(older.facts().len(), 2, "what was removed elsewhere is removed here");
    assert!(!Path::new("imported").exists());
}

/// The number, id and minute of a line.
type Line = (u64, u128, u32);

/// A history of these files: device, name, and lines.
fn history(files: &[(&str, &str, &[Line])]) -> Home {
    let home = Home::new();
    for (device, name, lines) in files {
        let folder = home.history().join(device);
        fs::create_dir_all(&folder).unwrap();
        let mut bytes = Vec::new();
        for (seq, id, minute) in *lines {
            let at = at(rating(*id, 5), &format!("2026-11-20T{:02}:{:02}:00+01:00", minute / 60, minute % 60));
            line::encode(&at, *seq, &mut bytes).unwrap();
        }
        fs::write(folder.join(name), bytes).unwrap();
    }
    home
}

fn ids(home: &Home) -> Vec<u128> {
    let ids: Vec<u128> = home.facts().iter().map(|fact| fact.id.as_u128()).collect();
    let recent = home.journal().recent(Reach::Bytes(1 << 20)).facts;
    assert_eq!(recent.iter().map(|fact| fact.id.as_u128()).collect::<Vec<_>>(), ids);
    ids
}

/// Two devices corrected one rating apart from each other: the same one counts on both, and both are named.
#[test]
fn one_revision_in_two_ways_counts_alike_everywhere_and_is_named() {
    let first = rating(1, 6);
    let by = |value| corrected(&first, rating(1, value).what);
    for (desk, laptop) in [(3, 8), (8, 3)] {
        let home = Home::new();
        for (device, value) in [("desk", desk), ("laptop", laptop)] {
            let folder = home.history().join(device);
            fs::create_dir_all(&folder).unwrap();
            let mut bytes = Vec::new();
            line::encode(&first, 1, &mut bytes).unwrap();
            line::encode(&by(value), 2, &mut bytes).unwrap();
            fs::write(folder.join("2026.jsonl"), bytes).unwrap();
        }
        let (facts, damage) = home.read();
        assert_eq!(facts, [by(laptop)], "of one time the folder that comes last by name");
        assert!(damage.is_none() && damage.in_two_ways == 1, "{damage:?}");
        let told = damage.rivals[0].to_string();
        let (counted, other) = told.split_once(" counts, ").unwrap();
        assert!(counted.contains("laptop") && other.contains("desk"), "{told}");
        home.journal().append(&[by(5).corrected(first.at, rating(1, 5).what)]).unwrap();
        assert_eq!(home.read().1.in_two_ways, 0, "another correction settles it");
    }
}

/// A correction keeps the time of what it corrects, and bears its own moment beside it: the later one counts on both
/// machines, whichever folder comes last by name, also through an export and before anything is read.
#[test]
fn d18_of_corrections_made_apart_the_later_one_counts_whatever_the_folders_are_called() {
    let by = |value, minute: u32| {
        let moment = format!("2026-11-29T10:{minute:02}:00+01:00");
        Fact { corrected_at: stamp::read(&moment), ..corrected(&rating(1, 6), rating(1, value).what) }
    };
    for (desk, laptop, counts) in [(by(3, 0), by(8, 1), by(8, 1)), (by(3, 1), by(8, 0), by(3, 1))] {
        let home = Home::new();
        for (device, word) in [("desk", &desk), ("laptop", &laptop)] {
            let folder = home.history().join(device);
            fs::create_dir_all(&folder).unwrap();
            let mut bytes = Vec::new();
            line::encode(&rating(1, 6), 1, &mut bytes).unwrap();
            line::encode(word, 2, &mut bytes).unwrap();
            fs::write(folder.join("2026.jsonl"), bytes).unwrap();
        }
        let (facts, damage) = home.read();
        assert_eq!((facts, damage.in_two_ways), (vec![counts.clone()], 0));
        assert_eq!(home.journal().recent(Reach::Bytes(10_000)).facts, std::slice::from_ref(&counts));
        assert_eq!(home.journal().about(counts.id), std::slice::from_ref(&counts));
        assert!(exported(&home).contains(r#""corrected":"2026-11-29T10:01:00+01:00""#));
    }
}

#[test]
fn copies_that_say_the_same_are_not_said_in_two_ways() {
    let home = Home::new();
    for device in ["desk", "desk-copy"] {
        let folder = home.history().join(device);
        fs::create_dir_all(&folder).unwrap();
        let mut bytes = Vec::new();
        line::encode(&rating(1, 6), 1, &mut bytes).unwrap();
        line::encode(&corrected(&rating(1, 6), rating(1, 4).what), 2, &mut bytes).unwrap();
        fs::write(folder.join("2026.jsonl"), bytes).unwrap();
    }
    assert_eq!(home.read().1.in_two_ways, 0);
}

#[test]
fn numbers_that_occur_twice_are_put_in_order_by_time() {
    let home = history(&[
        ("desk", "2026.jsonl", &[(1, 1, 0), (2, 4, 20), (3, 5, 30)]),
        ("desk", "2026 (1).jsonl", &[(1, 2, 5), (2, 3, 10), (3, 6, 40)]),
    ]);
    assert_eq!(ids(&home), [1, 2, 3, 4, 5, 6]);
}

#[test]
fn d27_the_lines_of_hundreds_of_devices_are_interleaved_by_time() {
    let names: Vec<String> = (0..300).map(|n| format!("device-{n:03}")).collect();
    let lines: Vec<Vec<Line>> = (0..300_u32)
        .map(|n| (0..4).map(|k| (u64::from(k) + 1, u128::from(n * 4 + k), n * 7 % 300 + k * 300)).collect())
        .collect();
    let files: Vec<_> =
        names.iter().zip(&lines).map(|(name, lines)| (name.as_str(), "2026.jsonl", &lines[..])).collect();
    let mut wanted: Vec<_> = lines.iter().flatten().map(|(_, id, minute)| (*minute, *id)).collect();
    wanted.sort_unstable();
    assert_eq!(ids(&history(&files)), wanted.into_iter().map(|(_, id)| id).collect::<Vec<_>>());
}
