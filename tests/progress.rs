//! What is kept of a session under way, and what is refused when it is read back.
#![allow(clippy::unwrap_used, clippy::panic, clippy::expect_used, missing_docs)]

mod support;

use std::time::Duration;

use solemate::domain::body::Side;
use solemate::domain::plan::Plan;
use solemate::domain::routine::{Sides, Step, bounds};
use solemate::domain::session::{BadProgress, CueKind, Input, Mark, Progress, Session, Standing};
use solemate::domain::time::{Moment, Seconds};
use support::live::{Live, START, plan_of, span, timed, waiting};

const DAWN: Moment = Moment::at(Duration::ZERO);

fn plan() -> Plan {
    plan_of([Step { sides: Sides::Left, prep: Seconds(0), ..timed(60) }, waiting()])
}

fn kept_at(time: &str) -> Progress {
    let mut live = Live::start(plan());
    live.wait(time);
    live.session.progress(live.now)
}

fn resumed(progress: Progress) -> Live {
    Live::with(Session::resume(plan(), progress, DAWN).unwrap(), DAWN)
}

#[test]
fn a_session_goes_on_in_a_program_that_has_just_started() {
    let mut live = resumed(kept_at("45s"));
    assert_eq!(live.look().standing, Standing::Paused);
    live.wait("10s");
    live.press(Input::Resume);
    live.wait("15s");
    assert_eq!(
        live.heard(),
        [CueKind::Resumed, CueKind::Last(3), CueKind::Last(2), CueKind::Last(1), CueKind::GetReady]
    );
    assert_eq!(live.done("knead", Some(solemate::domain::body::Side::Left)), (span("60s"), span("60s")));
    assert_eq!((live.record().lived, live.record().paused), (span("60s"), span("10s")));
}

#[test]
fn half_way_is_said_after_a_crash_only_if_it_was_not_before() {
    let mut early = resumed(kept_at("20s"));
    early.press(Input::Resume);
    early.wait("11s");
    assert_eq!(early.heard(), [CueKind::Resumed, CueKind::Halfway]);
    let mut late = resumed(kept_at("31s"));
    late.press(Input::AddTime);
    late.press(Input::Resume);
    late.wait("20s");
    assert_eq!(late.heard(), [CueKind::Added, CueKind::Resumed]);
    let mut undone = Live::start(plan());
    undone.wait("31s");
    undone.press(Input::Skip);
    undone.press(Input::Back);
    undone.press(Input::AddTime);
    undone.wait("20s");
    assert_eq!(undone.heard().iter().filter(|kind| **kind == CueKind::Halfway).count(), 1);
}

#[test]
fn a_count_up_goes_on_from_where_it_stood() {
    let mut live = resumed(kept_at("10m"));
    assert_eq!(live.look().clock, span("535s"));
    live.press(Input::Resume);
    live.wait("1.5s");
    assert_eq!((live.look().standing, live.look().clock), (Standing::Counting, span("536.5s")));
    assert_eq!(live.record().lived, span("601.5s"));
}

#[test]
fn nothing_left_of_a_segment_is_crossed_as_soon_as_it_goes_on() {
    let mut live = resumed(Progress { elapsed: span("60s"), lived: span("60s"), ..kept_at("59.9s") });
    assert_eq!(live.look().clock, Duration::ZERO);
    live.press(Input::Resume);
    assert_eq!(live.look().clock, span("5s"));
    assert!(live.session.next_wake().unwrap() > live.now);
}

#[test]
fn time_is_added_up_to_the_longest_session_and_no_further() {
    let mut live = Live::start(plan());
    (0..2_000).for_each(|_| drop(live.press(Input::AddTime)));
    let longest = Duration::from_secs(bounds::TOTAL_SECONDS);
    assert!(live.look().total_left <= longest && live.look().total_left + span("15s") > longest);
    live.wait("5m");
    let progress = live.session.progress(live.now);
    live.wait("5m");
    live.press(Input::AddTime);
    assert!(Session::resume(plan(), progress, Moment::at(START)).is_ok());
    let length = live.look().length;
    for _ in 0..100 {
        live.wait("5m");
        (0..20).for_each(|_| drop(live.press(Input::AddTime)));
    }
    assert!(live.look().length > length.max(longest), "kept going past the bound of what may be left");
    let progress = live.session.progress(live.now);
    assert!(Session::resume(plan(), progress, Moment::at(START)).is_ok(), "what the engine lived it takes back");
}

#[test]
fn progress_that_was_never_lived_is_refused() {
    let good = || kept_at("20s");
    let share = |block, done| vec![solemate::domain::session::Share { block, side: None, done: span(done) }];
    let mark = |block, at| vec![Mark { block, side: None, at: span(at), into: span(at) }];
    assert!(Session::resume(plan(), good(), DAWN).is_ok());
    assert!(Session::resume(plan(), Progress { marks: mark(0, "20s"), ..good() }, DAWN).is_ok());
    let bad = [
        Progress { segment: 3, ..good() },
        Progress { segment: usize::MAX, ..good() },
        Progress { length: Duration::ZERO, elapsed: Duration::ZERO, ..good() },
        Progress { length: span("19s"), ..good() },
        Progress { length: span("5h"), ..good() },
        Progress { segment: 2, ..good() },
        Progress { lived: span("19s"), shares: Vec::new(), ..good() },
        Progress { shares: share(0, "21s"), ..good() },
        Progress { shares: share(2, "1s"), ..good() },
        Progress { skipped: vec![2], ..good() },
        Progress { marks: mark(2, "1s"), ..good() },
        Progress { marks: mark(0, "21s"), ..good() },
    ];
    for progress in bad {
        assert_eq!(Session::resume(plan(), progress.clone(), DAWN).err(), Some(BadProgress), "{progress:?}");
    }
    let mut torn = plan();
    torn.segments.pop();
    assert_eq!(Session::resume(torn, good(), DAWN).err(), Some(BadProgress));
}

#[test]
fn after_a_crash_the_work_last_felt_is_that_done_last_even_after_going_back() {
    let plan = plan_of([Step { prep: Seconds(5), ..timed(60) }]);
    let mut live = Live::start(plan.clone());
    live.wait("80s");
    live.press(Input::Back);
    live.press(Input::Back);
    live.wait("66s");
    let felt = live.session.felt(live.now);
    assert_eq!((felt.side, felt.into), (Some(Side::Left), span("60s")), "in the change of side");
    let again = Session::resume(plan, live.session.progress(live.now), DAWN).unwrap();
    assert_eq!(again.felt(DAWN), felt);
}
