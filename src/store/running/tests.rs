//! The checkpoint through crashes, power cuts and second windows.

use super::*;
use crate::domain::session::Progress;
use std::time::Duration;

fn checkpoint() -> Unfinished {
    let plan = serde_json::json!({
        "routine": "calf-classic", "name": "Calf Classic",
        "choice": { "sore": "left", "work": "both", "first": "left", "level": "medium" },
        "steps": [{ "name": "Knead", "part": "calf" }],
        "blocks": [{ "step": 0, "side": "left", "round": 1, "rounds": 1, "start": 0, "work": 1, "end": 2 }],
        "segments": [
            { "kind": "get_ready", "block": 0, "length": 5, "count": 1, "of": 1 },
            { "kind": "work", "block": 0, "length": 180, "count": 1, "of": 1 },
        ],
    });
    let at = stamp::read("2026-11-20T21:47:03+01:00").unwrap();
    Unfinished {
        session: FactId::from_u128(1),
        started: at,
        saved: at,
        plan: serde_json::from_value(plan).unwrap(),
        progress: Progress {
            segment: 1,
            length: Duration::from_secs(180),
            elapsed: Duration::from_millis(61_500),
            shares: vec![],
            skipped: vec![],
            marks: vec![],
            lived: Duration::from_millis(66_500),
            paused: Duration::ZERO,
        },
    }
}

fn claimed(state: &Path) -> Claim {
    Claim::take(state).unwrap().0
}

#[test]
fn d13_a_session_is_open_only_when_nobody_lives_it() {
    let dir = tempfile::tempdir().unwrap();
    let state = dir.path().join("state");
    assert_eq!(look(&state).unwrap(), None);
    let mut claim = claimed(&state);
    claim.save(&checkpoint()).unwrap();
    claim.save(&checkpoint()).unwrap();
    assert_eq!(look(&state).unwrap(), None);
    match Claim::take(&state) {
        Err(Refused::Busy { pid }) => assert_eq!(pid, Some(std::process::id())),
        other => panic!("{other:?}"),
    }
    drop(claim);
    assert_eq!(look(&state).unwrap(), Some(Left::Open(Box::new(checkpoint()))));
    let (mut claim, left) = Claim::take(&state).unwrap();
    assert_eq!(left, Some(Left::Open(Box::new(checkpoint()))));
    claim.forget(FactId::from_u128(2)).unwrap();
    assert!(state.join(RUNNING_FILE).exists(), "another session's checkpoint stays");
    claim.forget(FactId::from_u128(1)).unwrap();
    claim.forget(FactId::from_u128(1)).unwrap();
    drop(claim);
    assert_eq!(look(&state).unwrap(), None);
}

#[test]
fn d13_a_number_from_another_machine_is_not_the_process() {
    let dir = tempfile::tempdir().unwrap();
    let claim = claimed(dir.path());
    fs::write(dir.path().join(LOCK_FILE), format!("{} another-boot", std::process::id())).unwrap();
    assert!(matches!(Claim::take(dir.path()), Err(Refused::Busy { pid: None })));
    drop(claim);
}

#[test]
fn a_new_session_never_writes_over_one_that_was_cut_off() {
    let dir = tempfile::tempdir().unwrap();
    claimed(dir.path()).save(&checkpoint()).unwrap();
    let before = fs::read(dir.path().join(RUNNING_FILE)).unwrap();
    let other = Unfinished { session: FactId::from_u128(2), ..checkpoint() };
    claimed(dir.path()).save(&other).unwrap();
    assert_eq!(parse_in(dir.path()), other);
    let [kept] = aside(dir.path()).try_into().unwrap();
    assert_eq!(fs::read(kept).unwrap(), before);

    let (mut claim, left) = Claim::take(dir.path()).unwrap();
    assert!(is_of(&left, other.session));
    claim.forget(other.session).unwrap();
    drop(claim);
    assert_eq!(look(dir.path()).unwrap(), Some(Left::Open(Box::new(checkpoint()))), "offered once its turn comes");
    let (mut claim, left) = Claim::take(dir.path()).unwrap();
    assert!(is_of(&left, checkpoint().session), "and back in its place");
    claim.forget(checkpoint().session).unwrap();
    assert_eq!(aside(dir.path()), Vec::<PathBuf>::new());
}

#[test]
fn what_is_put_aside_takes_its_marks_along() {
    let dir = tempfile::tempdir().unwrap();
    let mut claim = claimed(dir.path());
    claim.save(&checkpoint()).unwrap();
    claim.save(&later(30)).unwrap();
    drop(claim);
    claimed(dir.path()).put_aside().unwrap();
    assert_eq!(look(dir.path()).unwrap(), Some(Left::Open(Box::new(later(30)))));
}

#[test]
fn a_mark_that_fails_half_way_leaves_the_one_before() {
    let dir = tempfile::tempdir().unwrap();
    let mut claim = claimed(dir.path());
    for kept in [checkpoint(), later(10), later(20)] {
        claim.save(&kept).unwrap();
    }
    let newest = MARK_FILES
        .map(|name| dir.path().join(name))
        .into_iter()
        .find(|path| fs::read_to_string(path).is_ok_and(|text| text.contains("86.5")));
    fs::write(newest.unwrap(), "{").unwrap();
    assert_eq!(parse_in(dir.path()), later(10));
}

fn later(seconds: u64) -> Unfinished {
    let mut checkpoint = checkpoint();
    checkpoint.saved += chrono::TimeDelta::seconds(seconds.try_into().unwrap());
    checkpoint.progress.elapsed += Duration::from_secs(seconds);
    checkpoint.progress.lived += Duration::from_secs(seconds);
    checkpoint
}

#[test]
fn d1_what_was_marked_last_is_what_a_kill_leaves() {
    let dir = tempfile::tempdir().unwrap();
    let mut claim = claimed(dir.path());
    claim.save(&checkpoint()).unwrap();
    let checkpointed = fs::read(dir.path().join(RUNNING_FILE)).unwrap();
    let long = Unfinished { progress: Progress { skipped: vec![0; 50], ..later(20).progress }, ..later(20) };
    for marked in [later(10), long, later(30)] {
        claim.save(&marked).unwrap();
        assert_eq!(fs::read(dir.path().join(RUNNING_FILE)).unwrap(), checkpointed, "no sync within a block");
        assert_eq!(parse_in(dir.path()), marked);
    }
    drop(claim);
    let mut claim = claimed(dir.path());
    claim.own_left();
    assert_eq!(parse_in(dir.path()), later(30), "going on forgets nothing");
    claim.save(&later(31)).unwrap();
    assert_eq!(parse_in(dir.path()), later(31), "a mark amends its own checkpoint only");
    claim.forget(FactId::from_u128(1)).unwrap();
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1, "only the lock is left");
}

#[test]
fn d3_a_mark_that_a_power_cut_tore_leaves_its_checkpoint() {
    let dir = tempfile::tempdir().unwrap();
    let mut claim = claimed(dir.path());
    claim.save(&checkpoint()).unwrap();
    claim.save(&later(10)).unwrap();
    let whole = fs::read(dir.path().join(MARK_FILES[1])).unwrap();
    for torn in [vec![], vec![0; whole.len()], whole[..whole.len() / 2].to_vec()] {
        fs::write(dir.path().join(MARK_FILES[1]), torn).unwrap();
        assert_eq!(parse_in(dir.path()), checkpoint());
    }
    fs::write(dir.path().join(MARK_FILES[1]), String::from_utf8(whole).unwrap().replace(":71.5", ":9e9")).unwrap();
    assert_eq!(parse_in(dir.path()), checkpoint(), "one that does not fit is not trusted");
}

/// What would be read after a kill.
fn parse_in(state: &Path) -> Unfinished {
    match read(state, "").unwrap() {
        Some(Left::Open(left)) => *left,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_checkpoint_that_cannot_be_used_is_named_and_put_aside_before_the_next() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join(RUNNING_FILE);
    let whole =
        serde_json::to_string(&Written { v: VERSION, edition: Uuid::nil(), checkpoint: &checkpoint() }).unwrap();
    let damaged = [
        String::new(),
        whole[..whole.len() / 2].to_owned(),
        whole.replace("\"segment\":1", "\"segment\":2"),
        whole.replace("\"end\":2", "\"end\":1"),
        whole.replace("\"v\":1", "\"v\":2"),
        "\0".repeat(100),
    ];
    for (n, text) in damaged.iter().enumerate() {
        fs::write(&path, text).unwrap();
        assert!(matches!(look(dir.path()).unwrap(), Some(Left::Broken(_))), "{text}");
        assert_eq!(&fs::read_to_string(&path).unwrap(), text, "looking changes nothing");
        let (mut claim, left) = Claim::take(dir.path()).unwrap();
        assert!(matches!(left, Some(Left::Broken(_))));
        claim.save(&checkpoint()).unwrap();
        let kept = aside(dir.path());
        assert_eq!(kept.len(), n + 1);
        assert!(kept.iter().any(|kept| &fs::read_to_string(kept).unwrap() == text));
        claim.forget(checkpoint().session).unwrap();
    }
}

#[test]
fn whoever_only_looks_is_in_nobodys_way() {
    use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
    let dir = tempfile::tempdir().unwrap();
    drop(claimed(dir.path()));
    let over = AtomicBool::new(false);
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while !over.load(SeqCst) {
                    is_under_way(dir.path());
                }
            });
        }
        let refused = (0..1000).filter(|_| Claim::take(dir.path()).is_err()).count();
        over.store(true, SeqCst);
        assert_eq!(refused, 0);
    });
    let looking = File::open(dir.path().join(LOCK_FILE)).unwrap();
    looking.try_lock_shared().unwrap();
    assert!(!is_under_way(dir.path()), "another one who looks is no session");
}
