//! Nobody else reads it, and it is not written where somebody else could.
#![cfg(unix)]

use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;

use solemate::store::error::StoreError;
use solemate::store::journal::{Journal, Notice};

use crate::support::{Home, rating};

/// Every file and folder below a folder.
fn below(folder: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.extend(below(&path));
        }
        all.push(path);
    }
    all
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().mode() & 0o777
}

#[test]
fn p1_with_an_umask_of_000_everything_is_private_from_the_start() {
    let home = Home::new();
    let output = Command::new("sh")
        .args(["-c", "umask 000; exec \"$0\" --exact private::child_with_an_open_umask --ignored"])
        .arg(std::env::current_exe().unwrap())
        .env("SOLEMATE_TEST_HOME", home.path())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    let all = below(home.path());
    assert_eq!(all.len(), 11, "{all:?}");
    for path in all {
        assert_eq!(mode(&path), if path.is_dir() { 0o700 } else { 0o600 }, "{}", path.display());
    }
}

#[test]
#[ignore = "a part of p1, run with an open umask"]
fn child_with_an_open_umask() {
    let home = PathBuf::from(std::env::var_os("SOLEMATE_TEST_HOME").unwrap());
    let journal = Journal::new(home.join("data/history"), home.join("state"));
    journal.append(&[rating(1, 6)]).unwrap();
    let (mut import, _) = journal.import(rating(1, 0).at).unwrap();
    import.take(&rating(2, 5)).unwrap();
    import.place().unwrap();
    assert_eq!(journal.take_notices(), [], "made private, not tightened afterwards");
}

#[test]
fn p2_open_modes_are_tightened_and_that_is_said_once() {
    let home = Home::new();
    home.journal().append(&[rating(1, 6)]).unwrap();
    let old = home.year(2025);
    fs::write(&old, "").unwrap();
    for path in [&old, &home.year(2026)] {
        fs::set_permissions(path, Permissions::from_mode(0o666)).unwrap();
    }
    fs::set_permissions(home.device(), Permissions::from_mode(0o755)).unwrap();
    let journal = home.journal();
    journal.append(&[rating(2, 5)]).unwrap();
    let mut said = journal.take_notices();
    said.sort_by_key(|notice| notice.to_string());
    let tightened = [home.device(), old.clone(), home.year(2026)].map(Notice::Tightened);
    assert_eq!(said, tightened);
    assert_eq!((mode(&home.device()), mode(&old), mode(&home.year(2026))), (0o700, 0o600, 0o600));
    journal.append(&[rating(3, 4)]).unwrap();
    assert_eq!(journal.take_notices(), []);
}

#[test]
fn p3_a_folder_that_anybody_can_write_to_is_refused() {
    let home = Home::new();
    home.journal().append(&[rating(1, 6)]).unwrap();
    for folder in [home.path().join("data"), home.history(), home.device()] {
        fs::set_permissions(&folder, Permissions::from_mode(0o777)).unwrap();
        let failed = home.journal().append(&[rating(2, 5)]).unwrap_err();
        assert!(matches!(&failed, StoreError::Unsafe { path, .. } if *path == folder), "{failed}");
        fs::set_permissions(&folder, Permissions::from_mode(0o700)).unwrap();
    }
    assert_eq!(home.facts(), [rating(1, 6)]);
}

#[test]
fn p3_a_folder_or_a_link_of_another_user_is_refused_and_a_link_of_our_own_followed() {
    let home = Home::new();
    let elsewhere = home.path().join("sync");
    fs::create_dir(&elsewhere).unwrap();
    fs::set_permissions(&elsewhere, Permissions::from_mode(0o700)).unwrap();
    fs::create_dir(home.path().join("data")).unwrap();
    symlink(&elsewhere, home.history()).unwrap();
    home.journal().append(&[rating(1, 6)]).unwrap();
    assert_eq!(home.facts(), [rating(1, 6)]);
    // Only root can give a file away.
    if fs::metadata(&elsewhere).unwrap().uid() != 0 {
        return;
    }
    std::os::unix::fs::lchown(home.history(), Some(65_534), None).unwrap();
    let failed = home.journal().append(&[rating(2, 5)]).unwrap_err().to_string();
    assert!(failed.contains("a link that somebody else made"), "{failed}");
    std::os::unix::fs::lchown(home.history(), Some(0), None).unwrap();
    std::os::unix::fs::chown(&elsewhere, Some(65_534), None).unwrap();
    let failed = home.journal().append(&[rating(2, 5)]).unwrap_err().to_string();
    assert!(failed.contains("belongs to another user"), "{failed}");
}
