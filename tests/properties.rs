//! What holds for every routine, every choice, every order of inputs at every time.
#![allow(clippy::unwrap_used, clippy::panic, clippy::expect_used, missing_docs)]

mod support;

use std::time::Duration;

use proptest::prelude::*;
use proptest::sample::select;
use solemate::domain::body::{Feet, PerSide, Side};
use solemate::domain::dawn::Dawn;
use solemate::domain::plan::{Choice, First, Kind, Level, Plan};
use solemate::domain::record::Ending;
use solemate::domain::routine::{Order, RoundRest, Routine, Sides, Step, TooMuch, Work, bounds};
use solemate::domain::session::{Cue, CueKind, Input, LEAP, Progress, Session, Standing};
use solemate::domain::time::{Moment, Seconds};
use support::live::{self, Live, START, plan_of, routine, timed};

const MILLI: Duration = Duration::from_millis(1);

const INPUTS: [Input; 12] = [
    Input::Toggle,
    Input::Pause,
    Input::Resume,
    Input::Skip,
    Input::Back,
    Input::Restart,
    Input::AddTime,
    Input::TakeTime,
    Input::WaitForMe,
    Input::SwapSides,
    Input::ThatHurt,
    Input::Stop,
];

/// All but the last: what does not end a session at once.
const LIVING: &[Input] = INPUTS.split_last().unwrap().1;

/// Everything that can happen to a session.
#[derive(Clone, Copy, Debug)]
enum Event {
    /// Time passes as a driver lets it pass: woken by every wish, a little late.
    Pass {
        length: Duration,
        late: Duration,
    },
    /// Time leaps, unseen.
    Leap(Duration),
    /// A time that has been is told again.
    Earlier(Duration),
    /// The machine slept on a clock that does not count it.
    Slept(Duration),
    Press(Input),
}

fn happen(live: &mut Live, event: Event) {
    match event {
        Event::Pass { length, late } => {
            let until = live.now.plus(length);
            while let Some(wish) = live.session.next_wake().filter(|wish| *wish < until) {
                live.tell(wish.plus(late).min(until));
            }
            live.tell(until);
        }
        Event::Leap(length) => drop(live.tell(live.now.plus(length))),
        Event::Earlier(length) => drop(live.tell(live.now.minus(length))),
        Event::Slept(away) => live.cues.extend(live.session.slept(away, live.now)),
        Event::Press(input) => drop(live.press(input)),
    }
}

fn millis(range: std::ops::Range<u64>) -> impl Strategy<Value = Duration> {
    range.prop_map(Duration::from_millis)
}

fn events(inputs: &'static [Input]) -> impl Strategy<Value = Vec<Event>> {
    let event = prop_oneof![
        6 => (millis(0..40_000), millis(0..1_500)).prop_map(|(length, late)| Event::Pass { length, late }),
        2 => (0u64..20_000_000_000).prop_map(|n| Event::Pass { length: Duration::from_nanos(n), late: Duration::ZERO }),
        1 => millis(0..90_000_000).prop_map(Event::Leap),
        2 => millis(0..6_000).prop_map(Event::Leap),
        1 => millis(0..2_000_000).prop_map(Event::Earlier),
        1 => millis(3_000..90_000_000).prop_map(Event::Slept),
        12 => select(inputs).prop_map(Event::Press),
    ];
    prop::collection::vec(event, 0..40)
}

fn per_side<T: Copy + std::fmt::Debug>(one: impl Strategy<Value = T> + Clone) -> impl Strategy<Value = PerSide<T>> {
    prop_oneof![
        one.clone().prop_map(PerSide::same),
        (one.clone(), one).prop_map(|(left, right)| PerSide { left, right }),
    ]
}

fn seconds(range: std::ops::RangeInclusive<u32>) -> impl Strategy<Value = Seconds> + Clone {
    range.prop_map(Seconds)
}

fn timed_work() -> impl Strategy<Value = Work> {
    prop_oneof![
        (per_side(seconds(1..=70)), 1u32..=5).prop_map(|(length, spots)| Work::Time { length, spots }),
        (per_side(1u32..=4), per_side(seconds(1..=25)), seconds(0..=6)).prop_map(|(reps, hold, rest)| Work::Holds {
            reps,
            hold,
            rest
        }),
        (per_side(1u32..=3), seconds(0..=4), seconds(0..=3), seconds(1..=4))
            .prop_map(|(reps, up, hold, down)| Work::Tempo { reps, up, hold, down }),
    ]
}

fn around(work: impl Strategy<Value = Work>) -> impl Strategy<Value = Step> {
    let sides = select(&[Sides::Each, Sides::Each, Sides::Both, Sides::Left, Sides::Right, Sides::Sore][..]);
    let rests = (seconds(0..=12), seconds(0..=12));
    (work, sides, 1u32..=3, rests, seconds(0..=6), prop::option::of(seconds(0..=9))).prop_map(
        |(work, sides, rounds, (both, one), prep, change)| Step {
            sides,
            rounds,
            rest_between_rounds: RoundRest { both, one },
            prep,
            change,
            ..live::step("step", work)
        },
    )
}

/// Routines of at most four steps at each depth, sets in sets among them.
fn routines(with_wait: bool) -> impl Strategy<Value = Routine> {
    let leaf =
        if with_wait { prop_oneof![6 => timed_work(), 1 => Just(Work::Wait)].boxed() } else { timed_work().boxed() };
    let step =
        around(leaf).prop_recursive(2, 8, 3, |inner| around(prop::collection::vec(inner, 1..=3).prop_map(Work::Set)));
    (prop::collection::vec(step, 1..=4), select(&[Order::Step, Order::Side][..]))
        .prop_map(|(steps, order)| Routine { order, ..routine(steps) })
}

fn choices() -> impl Strategy<Value = Choice> {
    let feet = || select(&[Feet::Both, Feet::Left, Feet::Right][..]);
    let first = select(&[First::Left, First::Right][..]);
    (feet(), feet(), first).prop_map(|(sore, work, first)| Choice {
        sore,
        work,
        first,
        level: Level::Medium,
        ..Choice::default()
    })
}

/// Plans in which there is something to do.
fn plans(with_wait: bool) -> impl Strategy<Value = Plan> {
    (routines(with_wait).prop_filter("too much", |routine| routine.check_size().is_ok()), choices())
        .prop_map(|(routine, choice)| Plan::unroll(&routine, choice))
        .prop_filter("nothing to do", |plan| !plan.is_empty())
}

/// The cues of a plan lived without a touch, from nothing but the plan.
fn expected_cues(plan: &Plan) -> Vec<Cue> {
    let mut cues = Vec::new();
    let mut begins = Moment::at(START);
    let side = |at: usize| plan.blocks[plan.segments[at].block].side;
    for (segment, part) in plan.segments.iter().enumerate() {
        let ends = begins.plus(part.length);
        // Work that follows work of the other side, with no time of its own to change, is the change of side as well.
        let kinds = || (0..segment).rev().map(|at| (plan.segments[at].kind, at));
        let mut before = kinds().skip_while(|(kind, at)| {
            plan.segments[*at].block == part.block && matches!(kind, Kind::Rest | Kind::GetReady)
        });
        let is_other_side = !matches!(part.kind, Kind::Rest | Kind::GetReady | Kind::ChangeSide)
            && before.next().is_some_and(|(_, at)| {
                plan.segments[at].block != part.block
                    && side(at).is_some()
                    && side(at).map(Side::other) == side(segment)
            });
        let mut say = |kind, at| cues.push(Cue { kind, segment, at });
        say(
            match part.kind {
                _ if is_other_side => CueKind::ChangeSide,
                Kind::Rest => CueKind::Rest,
                Kind::GetReady => CueKind::GetReady,
                Kind::ChangeSide => CueKind::ChangeSide,
                Kind::Work if part.count > 1 => CueKind::NextSpot,
                Kind::Work => CueKind::Go,
                Kind::Hold => CueKind::Hold,
                Kind::Release => CueKind::Release,
                Kind::Up => CueKind::Up,
                Kind::Top => CueKind::Top,
                Kind::Down => CueKind::Down,
                Kind::Wait => panic!("not in these plans"),
            },
            begins,
        );
        if part.kind == Kind::Work && part.of == 1 && part.length >= Duration::from_secs(20) {
            say(CueKind::Halfway, ends.minus(Duration::from_secs(part.length.as_secs() / 2)));
        }
        let counted = matches!(part.kind, Kind::Rest | Kind::GetReady | Kind::ChangeSide | Kind::Work | Kind::Hold);
        // Where other work follows at once nothing else announces it, however short the time before it is.
        let leads = |at: usize| matches!(plan.segments[at].kind, Kind::Rest | Kind::GetReady | Kind::ChangeSide);
        let after = segment + 1;
        let at_once = plan.segments.get(after).is_some_and(|next| next.block != part.block && !leads(after));
        if counted && part.length >= Duration::from_secs(5) || at_once {
            for n in [3, 2, 1].into_iter().filter(|n| part.length > Duration::from_secs((*n).into())) {
                say(CueKind::Last(n), ends.minus(Duration::from_secs(n.into())));
            }
        }
        begins = ends;
    }
    cues.push(Cue { kind: CueKind::Done, segment: plan.segments.len() - 1, at: begins });
    cues
}

fn sum_of_shares(progress: &Progress) -> Duration {
    progress.shares.iter().map(|share| share.done).sum()
}

/// Where a person would say the session stands.
fn place(live: &Live) -> (Standing, usize, Duration, Duration, Duration) {
    let look = live.look();
    let at = live.session.plan().segments.iter().position(|segment| std::ptr::eq(segment, look.segment));
    (look.standing, at.unwrap(), look.clock, look.length, look.total_left)
}

fn skipped_flags(live: &Live) -> Vec<bool> {
    live.record().steps.iter().map(|row| row.skipped).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// The whole clock is accounted for, to the nanosecond: lived or paused, and asleep is paused.
    #[test]
    fn c1_c12_any_inputs_at_any_times_are_survived_and_accounted_for(plan in plans(true), events in events(&INPUTS)) {
        let mut live = Live::start(plan);
        let mut asleep = Duration::ZERO;
        for event in events {
            let before = live.cues.len();
            if live.session.ending().is_some() {
                let kept = live.record();
                happen(&mut live, event);
                prop_assert_eq!(live.cues.len(), before, "over is over");
                prop_assert_eq!(live.record(), kept, "over is over");
                continue;
            }
            happen(&mut live, event);
            if let Event::Slept(away) = event {
                asleep += away;
            }
            let record = live.record();
            let clock = match live.session.ending() {
                Some(_) => live.cues.last().unwrap().at.since(Moment::at(START)),
                None => live.elapsed(),
            };
            prop_assert_eq!(record.lived + record.paused, clock + asleep);
            let done: Duration = record.steps.iter().map(|row| row.done).sum();
            prop_assert!(done <= record.lived, "delivered {:?} of {:?} lived", done, record.lived);
            let marks = live.cues.iter().filter(|cue| cue.kind == CueKind::ThatHurt).count();
            prop_assert_eq!(record.hurts().len(), marks, "what hurt is never lost");
            prop_assert_eq!(live.session.progress(live.now).marks.len(), marks);
            prop_assert_eq!(sum_of_shares(&live.session.progress(live.now)), done);
            prop_assert_eq!(live.session.plan().total(), record.planned);
            if let Some(wish) = live.session.next_wake() {
                prop_assert!(wish > live.now, "wishes for {:?} at {:?}", wish, live.now);
                prop_assert!(wish.since(live.now) <= Duration::from_secs(1));
            }
            let moves = matches!(live.look().standing, Standing::Running | Standing::Counting);
            prop_assert_eq!(live.session.next_wake().is_some(), moves);
        }
        prop_assert!(live.cues.is_sorted_by_key(|cue| cue.at), "cues come in order of time");
    }

    /// Every boundary once, at its exact deadline, however late each wake is.
    #[test]
    fn c11_cues_are_those_of_the_plan_however_late_the_wakes(plan in plans(false), late in prop::collection::vec(millis(0..2_900), 1..20)) {
        let expected = expected_cues(&plan);
        let mut live = Live::start(plan.clone());
        for late in late.iter().cycle() {
            let Some(wish) = live.session.next_wake() else { break };
            live.tell(wish.plus(*late));
        }
        prop_assert_eq!(&live.cues, &expected);
        let record = live.record();
        prop_assert_eq!(record.ending, Ending::Finished);
        prop_assert_eq!(record.lived, plan.total());
        prop_assert_eq!(record.paused, Duration::ZERO);
        for row in record.steps {
            prop_assert_eq!(row.planned, row.done, "{} {:?}", row.name, row.side);
            prop_assert!(!row.skipped);
        }
    }

    /// One wake for each visible change and not one more.
    #[test]
    fn one_wake_a_second_and_none_doubled(plan in plans(false)) {
        let shown = plan.segments.iter().map(|segment| live_seconds(segment.length)).sum::<usize>();
        let mut live = Live::start(plan);
        live.wait("5h");
        prop_assert_eq!(live.wakes, shown);
    }

    #[test]
    fn c2_a_leap_is_paused_where_it_was_last_seen(plan in plans(false), into in 0.0..1.0f64, beyond in millis(1..100_000_000)) {
        let mut live = Live::start(plan.clone());
        live.until(live.now.plus(plan.total().mul_f64(into)));
        prop_assume!(live.session.ending().is_none());
        let (_, segment, clock, _, left) = place(&live);
        let (seen, record, heard) = (live.now, live.record(), live.cues.len());
        let wish = live.session.next_wake().unwrap();
        let away = wish.plus(LEAP).plus(beyond);
        live.tell(away);
        prop_assert_eq!(&live.cues[heard..], &[Cue { kind: CueKind::Away(away.since(seen)), segment, at: seen }]);
        prop_assert_eq!(place(&live), (Standing::Paused, segment, clock, plan.segments[segment].length, left));
        prop_assert_eq!(&live.record().steps, &record.steps);
        prop_assert_eq!(live.record().lived, record.lived);
    }

    /// Read without having been told of the time: a record never credits what `advance` would not.
    #[test]
    fn what_is_kept_after_a_leap_does_not_depend_on_who_asks_first(plan in plans(true), events in events(&INPUTS), leap in millis(0..100_000)) {
        let mut live = Live::start(plan);
        events.into_iter().for_each(|event| happen(&mut live, event));
        live.now = live.now.plus(leap);
        let (record, progress) = (live.record(), live.session.progress(live.now));
        live.tell(live.now);
        prop_assert_eq!(record, live.record());
        prop_assert_eq!(progress, live.session.progress(live.now));
    }

    #[test]
    fn pauses_never_change_the_practised_time(
        plan in plans(true),
        script in prop::collection::vec((millis(0..30_000), select(&[Input::Back, Input::Restart, Input::AddTime, Input::TakeTime, Input::SwapSides][..]), millis(0..900_000)), 0..20),
    ) {
        let mut straight = Live::start(plan.clone());
        let mut paused = Live::start(plan);
        for (pass, input, pause) in script {
            happen(&mut straight, Event::Pass { length: pass, late: Duration::ZERO });
            happen(&mut paused, Event::Pass { length: pass, late: Duration::ZERO });
            if paused.look().standing == Standing::Running {
                paused.press(Input::Pause);
                happen(&mut paused, Event::Pass { length: pause, late: Duration::ZERO });
                paused.press(Input::Resume);
            }
            straight.press(input);
            paused.press(input);
        }
        prop_assert_eq!(straight.record().steps, paused.record().steps);
        prop_assert_eq!(straight.record().lived, paused.record().lived);
        prop_assert_eq!(place(&straight), place(&paused));
    }

    #[test]
    fn back_undoes_skips_exactly(plan in plans(true), events in events(LIVING), skips in 1usize..4, waits in any::<bool>(), thinks in millis(0..400)) {
        let mut live = Live::start(plan);
        events.into_iter().for_each(|event| happen(&mut live, event));
        live.wait("1s");
        prop_assume!(matches!(live.look().standing, Standing::Running | Standing::Paused | Standing::Counting));
        if waits != live.session.waits_before_next() {
            live.press(Input::WaitForMe);
        }
        let (before, flags, shares) = (place(&live), skipped_flags(&live), live.record().steps);
        let mut taken = 0;
        for _ in 0..skips {
            taken += usize::from(live.press(Input::Skip).iter().any(|cue| cue.kind == CueKind::Skipped));
            prop_assume!(live.session.ending().is_none());
        }
        prop_assume!(taken > 0);
        if !live.session.plan().segments.iter().any(|segment| segment.length < Duration::from_millis(500)) {
            live.until(live.now.plus(thinks));
        }
        let lived_between = live.record().lived;
        for _ in 0..taken {
            live.press(Input::Back);
        }
        prop_assert_eq!(place(&live), before);
        prop_assert_eq!(skipped_flags(&live), flags);
        prop_assert_eq!(live.session.waits_before_next(), waits);
        prop_assert_eq!(live.record().lived, lived_between, "what was lived in between stays lived");
        for (now, then) in live.record().steps.iter().zip(shares) {
            prop_assert!(now.done >= then.done);
        }
    }

    #[test]
    fn progress_comes_back_through_a_file_at_any_moment(plan in plans(true), events in events(LIVING), boot in millis(0..5_000)) {
        let mut live = Live::start(plan);
        events.into_iter().for_each(|event| happen(&mut live, event));
        prop_assume!(live.session.ending().is_none());
        let (_, segment, clock, length, left) = place(&live);
        let kept = live.session.progress(live.now);
        let file = serde_json::to_string(&(live.session.plan(), &kept)).unwrap();
        let (plan, read): (Plan, Progress) = serde_json::from_str(&file).unwrap();
        prop_assert_eq!(&plan, live.session.plan(), "a plan survives a file unchanged");
        let now = Moment::at(boot);
        let mut resumed = Live::with(Session::resume(plan, read.clone(), now).unwrap(), now);
        let (standing, at, c, len, l) = place(&resumed);
        prop_assert_eq!((standing, at), (Standing::Paused, segment));
        let near = |a: Duration, b: Duration| a.abs_diff(b) <= MILLI;
        prop_assert!(near(c, clock) && near(len, length) && near(l, left), "{:?} {:?}", place(&resumed), place(&live));
        prop_assert_eq!(&resumed.session.progress(now), &read);
        prop_assert_eq!(read.shares.len(), kept.shares.len());
        for (a, b) in read.shares.iter().zip(&kept.shares) {
            prop_assert_eq!((a.block, a.side), (b.block, b.side));
            prop_assert!(near(a.done, b.done));
        }
        prop_assert_eq!(resumed.record().steps.len(), live.record().steps.len());
        resumed.press(Input::Resume);
        resumed.wait("2s");
        let grown = resumed.record().lived + resumed.record().paused;
        let before = read.lived + read.paused;
        prop_assert!(resumed.session.ending().is_some() || near(grown, before + live::span("2s")), "{:?} {:?}", before, grown);
    }

    /// Nothing that could stand in a damaged file makes it panic, whatever is done with it.
    #[test]
    fn damaged_progress_is_refused_or_harmless(
        plan in plans(true),
        events in events(&INPUTS),
        damage in prop::collection::vec((0usize..8, prop_oneof![0u64..100, any::<u64>()]), 1..4),
    ) {
        let (session, _) = Session::new(plan.clone(), Moment::at(START)).unwrap();
        let mut progress = session.progress(Moment::at(START).plus(Duration::from_millis(700)));
        for (field, n) in damage {
            let span = Duration::from_secs(n);
            match field {
                0 => progress.segment = n as usize,
                1 => progress.length = span,
                2 => progress.elapsed = span,
                3 => progress.lived = span,
                4 => progress.paused = span,
                5 => progress.skipped.push(n as usize),
                6 => progress.shares.iter_mut().for_each(|share| share.block = n as usize),
                _ => progress.shares.iter_mut().for_each(|share| share.done = span),
            }
        }
        if let Ok(session) = Session::resume(plan, progress, Moment::at(START)) {
            let mut live = Live::with(session, Moment::at(START));
            live.press(Input::Resume);
            for event in events {
                happen(&mut live, event);
                live.record();
            }
        }
    }

    #[test]
    fn a_mutated_plan_is_not_sound(plan in plans(true), which in any::<prop::sample::Index>(), field in 0usize..14) {
        prop_assert!(plan.is_sound());
        let mut hurt = plan.clone();
        let block = which.index(hurt.blocks.len());
        let segment = which.index(hurt.segments.len());
        match field {
            0 => hurt.blocks[block].start += 1,
            1 => hurt.blocks[block].end += 1,
            2 => hurt.blocks[block].end -= 1,
            3 => hurt.blocks[block].work = hurt.blocks[block].end,
            4 => hurt.blocks[block].step = hurt.steps.len(),
            5 => drop(hurt.blocks.remove(block)),
            6 => drop(hurt.segments.remove(segment)),
            7 => hurt.segments[segment].block += 1,
            8 => hurt.segments[segment].kind = if hurt.segments[segment].kind.leads() { Kind::Work } else { Kind::GetReady },
            9 => hurt.segments[segment].length = if hurt.segments[segment].kind == Kind::Wait { MILLI } else { Duration::ZERO },
            10 => hurt.segments[segment].length = Duration::from_secs(bounds::TOTAL_SECONDS + 1),
            11 => hurt.segments[segment].count = hurt.segments[segment].of + 1,
            12 => hurt.segments[segment].count = 0,
            _ => hurt.blocks[block].round = hurt.blocks[block].rounds + 1,
        }
        prop_assert!(!hurt.is_sound(), "{hurt:?}");
    }

    /// What is computed before unrolling is never less than what comes out, for any choice.
    #[test]
    fn r7_the_size_is_known_before_anything_is_unrolled(mut routine in routines(true), choice in choices()) {
        let plan = Plan::unroll(&routine, choice);
        prop_assert!(plan.is_empty() || routine.check_size().is_err() || plan.is_sound());
        // A step of known size that takes the routine past a bound makes the error tell the rest.
        let filler = |work| Step { sides: Sides::Both, rounds: 20, prep: Seconds(0), ..live::step("filler", work) };
        routine.steps.push(filler(Work::Time { length: PerSide::same(Seconds(3600)), spots: 1 }));
        let seconds = match routine.check_size() {
            Err(TooMuch::Long(seconds)) => seconds - 72_000,
            Err(TooMuch::Segments(_)) => u64::MAX,
            other => panic!("{other:?}"),
        };
        prop_assert!(plan.total() <= Duration::from_secs(seconds), "{:?} planned, {seconds} foreseen", plan.total());
        routine.steps.push(filler(live::holds(200, 1, 0).work));
        let segments = match routine.check_size() {
            Err(TooMuch::Segments(segments)) => segments - 4_020,
            other => panic!("{other:?}"),
        };
        prop_assert!(plan.segments.len() as u64 <= segments, "{} laid out, {segments} foreseen", plan.segments.len());
    }

    /// Swapping in the middle of a block splits what was done at that moment and loses nothing.
    #[test]
    fn swapping_sides_splits_the_credit_exactly(length in 10u32..200, at in 0.0..1.0f64) {
        let mut live = Live::start(plan_of([Step { sides: Sides::Left, prep: Seconds(0), ..timed(length) }]));
        let whole = Duration::from_secs(length.into());
        let first = whole.mul_f64(at);
        live.until(live.now.plus(first));
        live.press(Input::SwapSides);
        live.wait("1h");
        let done = |side| live.record().steps.iter().filter(|row| row.side == Some(side)).map(|row| row.done).sum::<Duration>();
        prop_assert_eq!((done(Side::Left), done(Side::Right)), (first, whole - first));
    }

    /// A day only ever moves forward with the time of one place, and is the local one there.
    #[test]
    fn c8_days_are_local_and_never_go_back(
        offset in -12i32..=14,
        begins in 0i64..=720,
        start in 0i64..2_000_000_000,
        step in 0i64..200_000,
    ) {
        let zone = chrono::FixedOffset::east_opt(offset * 3600).unwrap();
        let at = |seconds| chrono::DateTime::from_timestamp(seconds, 0).unwrap().with_timezone(&zone);
        let dawn: Dawn = format!("{:02}:{:02}", begins / 60, begins % 60).parse().unwrap();
        let (first, second) = (dawn.day_of(at(start)), dawn.day_of(at(start + step)));
        prop_assert!(first <= second);
        prop_assert_eq!(first, at(start - begins * 60).date_naive());
        prop_assert_eq!(dawn.day_of(at(start + 86_400)), first.succ_opt().unwrap());
        prop_assert_eq!(dawn.is_after(at(start)), first < at(start).date_naive());
    }
}

fn live_seconds(length: Duration) -> usize {
    length.as_millis().div_ceil(1_000) as usize
}

/// Kept going for a day and night by pressing "back" before each end; woken late by up to 50 ms each time.
#[test]
fn c11_a_day_and_a_night_without_a_nanosecond_of_drift() {
    let plan = plan_of([timed(600), live::holds(10, 10, 3), live::spots(100, 3)]);
    let mut live = Live::start(plan.clone());
    let mut late = 7u64;
    let mut deadline = Moment::at(START).plus(plan.segments[0].length);
    let mut crossed = 0;
    while live.elapsed() < Duration::from_secs(24 * 3600) {
        late = late.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let cues = live.tell(live.session.next_wake().unwrap().plus(Duration::from_nanos((late >> 33) % 50_000_000)));
        for cue in cues.iter().filter(|cue| !matches!(cue.kind, CueKind::Last(_) | CueKind::Halfway)) {
            assert_eq!(cue.at, deadline);
            deadline = deadline.plus(plan.segments[cue.segment].length);
            crossed += 1;
        }
        if place(&live).1 == plan.segments.len() - 1 {
            while place(&live).1 > 0 {
                live.press(Input::Back);
            }
            deadline = live.now.plus(plan.segments[0].length);
        }
    }
    assert!(crossed > 1_000, "{crossed} boundaries");
    let record = live.record();
    assert_eq!(record.lived, live.elapsed());
    assert_eq!(record.paused, Duration::ZERO);
}
