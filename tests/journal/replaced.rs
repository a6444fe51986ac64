//! Files that a sync tool, git or `forget` puts another one in the place of, while they are read.

use std::fs;
use std::path::Path;

use solemate::domain::record::Fact;
use solemate::store::journal::line;

use crate::support::{Home, at, rating};

/// Puts a file with one more line in front in the place of this one.
fn replace(path: &Path, beside: &Path) {
    let mut bytes = Vec::new();
    line::encode(&rating(900_000, 1), 1, &mut bytes).unwrap();
    bytes.extend(fs::read(path).unwrap());
    fs::write(beside, bytes).unwrap();
    fs::rename(beside, path).unwrap();
}

#[test]
fn d15_a_reading_is_of_one_file_whatever_is_put_in_its_place_meanwhile() {
    let home = Home::new();
    let facts: Vec<Fact> = (1..=20_000).map(|id| rating(id, (id % 11) as u8)).collect();
    home.journal().append(&facts).unwrap();
    let mut read = Vec::new();
    let damage = home.journal().read_all(&mut |fact| {
        if read.is_empty() {
            replace(&home.year(2026), &home.path().join("beside"));
        }
        read.push(fact);
    });
    assert!(damage.is_none(), "{damage:?}");
    assert!(read == facts, "{} facts of {}", read.len(), facts.len());
    assert_eq!(home.facts().len(), facts.len() + 1, "the next reading is of the new one");
}

#[test]
fn d15_of_more_files_than_can_be_kept_open_a_replaced_one_is_named() {
    let home = Home::new();
    let mut paths = Vec::new();
    for id in 0..150 {
        let folder = home.history().join(format!("device-{id:03}"));
        fs::create_dir_all(&folder).unwrap();
        let mut bytes = Vec::new();
        for n in 0..2 {
            let fact = at(rating(2 * id + n, 5), &format!("2026-11-20T{:02}:{:02}:00+01:00", id / 60, id % 60));
            line::encode(&fact, n as u64 + 1, &mut bytes).unwrap();
        }
        paths.push(folder.join("2026.jsonl"));
        fs::write(&paths[id as usize], bytes).unwrap();
    }
    assert_eq!(home.facts().len(), 300);
    let (last, mut count) = (&paths[149], 0);
    let damage = home.journal().read_all(&mut |_| {
        if count == 0 {
            replace(last, &home.path().join("beside"));
        }
        count += 1;
    });
    assert_eq!((count, damage.unreadable.len()), (298, 1), "{damage:?}");
    assert!(damage.unreadable[0].path == *last && damage.unreadable[0].why.contains("put in its place"), "{damage:?}");
}
