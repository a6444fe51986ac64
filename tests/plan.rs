//! How a routine becomes a plan, rule by rule. A plan is written as a person would read it aloud.
#![allow(clippy::unwrap_used, clippy::panic, clippy::expect_used, missing_docs)]

mod support;

use std::time::Duration;

use solemate::domain::body::{Feet, PerSide, Side};
use solemate::domain::plan::{Ceilings, Choice, First, Kind, Level, Plan};
use solemate::domain::routine::{Order, RoundRest, Routine, Sides, Step, TooMuch, Work};
use solemate::domain::text::Clean;
use solemate::domain::time::{Seconds, clock};
use support::live::{holds, plan_of, rest, routine, set, span, spots, step, tempo, timed, waiting};

/// Blocks as `name side round/rounds`, each with its lead and its work: `knead left: ready 5, work 60`.
fn read(plan: &Plan) -> Vec<String> {
    assert!(plan.is_sound(), "{plan:?}");
    plan.blocks
        .iter()
        .map(|block| {
            let side = block.side.map_or("together", Side::word);
            let round = if block.rounds > 1 { format!(" {}/{}", block.round, block.rounds) } else { String::new() };
            let parts: Vec<String> = plan.segments[block.start..block.end]
                .iter()
                .map(|segment| {
                    let word = match segment.kind {
                        Kind::Rest => "rest",
                        Kind::GetReady => "ready",
                        Kind::ChangeSide => "change",
                        Kind::Work => "work",
                        Kind::Hold => "hold",
                        Kind::Release => "release",
                        Kind::Up => "up",
                        Kind::Top => "top",
                        Kind::Down => "down",
                        Kind::Wait => return "wait".to_owned(),
                    };
                    format!("{word} {}", segment.length.as_secs_f64())
                })
                .collect();
            format!("{} {side}{round}: {}", plan.steps[block.step].name, parts.join(", "))
        })
        .collect()
}

/// The same without what the blocks are made of.
fn order(plan: &Plan) -> Vec<String> {
    read(plan).into_iter().map(|line| line.split(':').next().unwrap().to_owned()).collect()
}

fn named(name: &str, step: Step) -> Step {
    Step { name: Clean::visible(name), ..step }
}

fn today(steps: impl Into<Vec<Step>>, choice: Choice) -> Plan {
    Plan::unroll(&routine(steps), choice)
}

fn by_side(steps: impl Into<Vec<Step>>, choice: Choice) -> Plan {
    Plan::unroll(&Routine { order: Order::Side, ..routine(steps) }, choice)
}

const RIGHT_FIRST: Choice =
    Choice { sore: Feet::Both, work: Feet::Both, first: First::Right, level: Level::Medium, ceilings: Ceilings::USUAL };

fn only(side: Side) -> Choice {
    Choice { work: side.into(), ..Choice::default() }
}

fn sore(feet: Feet) -> Choice {
    Choice { sore: feet, ..Choice::default() }
}

#[test]
fn each_side_in_turn_gets_ready_then_changes() {
    assert_eq!(read(&plan_of([timed(60)])), ["knead left: ready 5, work 60", "knead right: change 5, work 60"]);
    assert_eq!(order(&today([timed(60)], RIGHT_FIRST)), ["knead right", "knead left"]);
}

#[test]
fn sides_follow_the_step_and_the_day() {
    let on = |sides, choice| order(&today([Step { sides, ..timed(60) }], choice));
    let every = [Sides::Each, Sides::Both, Sides::Left, Sides::Right, Sides::Sore];
    let table = |choice| every.map(|sides| on(sides, choice).join(" + "));
    assert_eq!(
        table(Choice::default()),
        ["knead left + knead right", "knead together", "knead left", "knead right", "knead left + knead right"]
    );
    assert_eq!(
        table(sore(Feet::Right)),
        ["knead left + knead right", "knead together", "knead left", "knead right", "knead right"]
    );
    assert_eq!(table(only(Side::Left)), ["knead left", "knead together", "knead left", "", "knead left"]);
    assert_eq!(
        table(Choice { work: Feet::Left, ..sore(Feet::Right) }),
        ["knead left", "knead together", "knead left", "", ""],
        "a sore foot that is not worked today is left alone"
    );
}

#[test]
fn nothing_for_today_is_an_empty_plan() {
    let plan = today([Step { sides: Sides::Right, ..timed(60) }], only(Side::Left));
    assert!(plan.is_empty());
    assert_eq!(plan.total(), Duration::ZERO);
}

#[test]
fn a_change_of_side_may_be_longer_than_getting_ready() {
    let step = Step { change: Some(Seconds(8)), rounds: 2, ..timed(60) };
    assert_eq!(
        read(&plan_of([step, Step { sides: Sides::Both, ..holds(1, 10, 0) }, Step { sides: Sides::Left, ..timed(7) }])),
        [
            "knead left 1/2: ready 5, work 60",
            "knead right 1/2: change 8, work 60",
            "knead left 2/2: change 8, work 60",
            "knead right 2/2: change 8, work 60",
            "hold together: ready 5, hold 10",
            "knead left: ready 5, work 7",
        ]
    );
}

#[test]
fn no_time_to_get_ready_leaves_no_empty_segment() {
    assert_eq!(
        read(&plan_of([Step { prep: Seconds(0), ..timed(60) }])),
        ["knead left: work 60", "knead right: work 60"]
    );
}

#[test]
fn rests_lie_between_rounds_and_know_one_side_from_two() {
    let step =
        |rounds| Step { rounds, rest_between_rounds: RoundRest { both: Seconds(30), one: Seconds(120) }, ..timed(60) };
    assert_eq!(
        read(&plan_of([step(2)])),
        [
            "knead left 1/2: ready 5, work 60",
            "knead right 1/2: change 5, work 60",
            "knead left 2/2: rest 30, change 5, work 60",
            "knead right 2/2: change 5, work 60",
        ]
    );
    let alone = ["knead left 1/2: ready 5, work 60", "knead left 2/2: rest 120, ready 5, work 60"];
    assert_eq!(read(&today([step(2)], only(Side::Left))), alone);
    assert_eq!(read(&today([Step { sides: Sides::Sore, ..step(2) }], sore(Feet::Left))), alone);
    assert_eq!(
        by_side([step(3)], Choice::default()).segments.iter().filter(|s| s.length == span("120s")).count(),
        4,
        "in order of sides each side is worked alone: two rests on each"
    );
}

#[test]
fn a_set_of_steps_for_the_sore_foot_rests_as_one_foot_does() {
    let inner = Step { sides: Sides::Sore, ..timed(60) };
    let both_and_one = RoundRest { both: Seconds(30), one: Seconds(120) };
    let routine = [Step { rest_between_rounds: both_and_one, ..set(2, [inner]) }];
    assert_eq!(
        read(&today(routine, sore(Feet::Left))),
        ["knead left 1/2: ready 5, work 60", "knead left 2/2: rest 120, ready 5, work 60"]
    );
}

#[test]
fn in_order_of_sides_steps_without_a_side_stay_where_they_are() {
    let steps = [
        Step { sides: Sides::Both, ..named("settle", timed(10)) },
        named("calf", timed(60)),
        named("sole", timed(60)),
        Step { sides: Sides::Both, ..named("breathe", timed(10)) },
        named("toes", timed(60)),
    ];
    assert_eq!(
        order(&by_side(steps.clone(), RIGHT_FIRST)),
        [
            "settle together",
            "calf right",
            "sole right",
            "calf left",
            "sole left",
            "breathe together",
            "toes right",
            "toes left",
        ]
    );
    assert_eq!(
        order(&today(steps, RIGHT_FIRST)),
        [
            "settle together",
            "calf right",
            "calf left",
            "sole right",
            "sole left",
            "breathe together",
            "toes right",
            "toes left",
        ]
    );
}

#[test]
fn sets_repeat_their_steps_together_and_rounds_multiply() {
    let inner = Step { rounds: 2, sides: Sides::Left, ..named("b", timed(20)) };
    let steps = [set(3, [Step { sides: Sides::Left, ..named("a", timed(10)) }, set(1, [inner])])];
    assert_eq!(
        order(&plan_of(steps)),
        [
            "a left 1/3",
            "b left 1/6",
            "b left 2/6",
            "a left 2/3",
            "b left 3/6",
            "b left 4/6",
            "a left 3/3",
            "b left 5/6",
            "b left 6/6"
        ]
    );
}

#[test]
fn a_sided_set_goes_round_on_one_side_then_on_the_other() {
    let steps = [set(2, [named("a", timed(10)), named("b", timed(10))])];
    assert_eq!(
        order(&by_side(steps.clone(), Choice::default())),
        [
            "a left 1/2",
            "b left 1/2",
            "a left 2/2",
            "b left 2/2",
            "a right 1/2",
            "b right 1/2",
            "a right 2/2",
            "b right 2/2"
        ]
    );
    let mixed = [set(2, [named("a", timed(10)), Step { sides: Sides::Both, ..named("m", timed(10)) }])];
    assert_eq!(
        order(&by_side(mixed, Choice::default())),
        ["a left 1/2", "a right 1/2", "m together 1/2", "a left 2/2", "a right 2/2", "m together 2/2"]
    );
    assert_eq!(order(&plan_of(steps))[..4], ["a left 1/2", "a right 1/2", "b left 1/2", "b right 1/2"]);
}

#[test]
fn spots_share_the_whole_time_and_not_a_millisecond_less() {
    for (seconds, n) in [(90, 3), (100, 3), (1, 20), (3600, 7), (59, 1)] {
        let plan = plan_of([Step { sides: Sides::Left, prep: Seconds(0), ..spots(seconds, n) }]);
        assert_eq!(plan.segments.len(), n as usize);
        assert_eq!(plan.total(), Duration::from_secs(seconds.into()));
        assert!(plan.segments.iter().all(|s| s.length.subsec_nanos() % 1_000_000 == 0), "files keep milliseconds");
        let counts: Vec<_> = plan.segments.iter().map(|s| (s.count, s.of)).collect();
        assert_eq!(counts, (1..=n).map(|count| (count, n)).collect::<Vec<_>>());
    }
}

#[test]
fn holds_are_released_between_two_and_not_after_the_last() {
    let one = |step: Step| read(&plan_of([Step { sides: Sides::Left, ..step }]));
    assert_eq!(one(holds(3, 10, 3)), ["hold left: ready 5, hold 10, release 3, hold 10, release 3, hold 10"]);
    assert_eq!(one(holds(2, 10, 0)), ["hold left: ready 5, hold 10, hold 10"]);
    assert_eq!(one(holds(1, 10, 3)), ["hold left: ready 5, hold 10"]);
}

#[test]
fn a_tempo_leaves_out_phases_of_no_length() {
    let one = |phases| read(&plan_of([Step { sides: Sides::Left, ..tempo(2, phases) }]));
    assert_eq!(one([3, 2, 3]), ["raise left: ready 5, up 3, top 2, down 3, up 3, top 2, down 3"]);
    assert_eq!(one([3, 0, 3]), ["raise left: ready 5, up 3, down 3, up 3, down 3"]);
    assert_eq!(one([0, 0, 4]), ["raise left: ready 5, down 4, down 4"]);
}

#[test]
fn a_tempo_of_nothing_has_no_block_and_keeps_the_rest_for_the_next() {
    let nothing = tempo(2, [0, 0, 0]);
    assert!(plan_of([nothing.clone()]).is_empty());
    let inner = [nothing, Step { sides: Sides::Left, ..timed(10) }];
    assert_eq!(
        read(&plan_of([Step { rest_between_rounds: rest(9), ..set(2, inner) }])),
        ["knead left 1/2: ready 5, work 10", "knead left 2/2: rest 9, ready 5, work 10"]
    );
}

#[test]
fn each_side_has_its_own_dose_and_both_together_the_larger() {
    let length = PerSide { left: Seconds(90), right: Seconds(120) };
    let dosed = step("knead", Work::Time { length, spots: 1 });
    assert_eq!(read(&plan_of([dosed.clone()])), ["knead left: ready 5, work 90", "knead right: change 5, work 120"]);
    assert_eq!(read(&plan_of([Step { sides: Sides::Both, ..dosed }])), ["knead together: ready 5, work 120"]);
    let reps = PerSide { left: 1, right: 2 };
    let held = step("hold", Work::Holds { reps, hold: PerSide::same(Seconds(10)), rest: Seconds(3) });
    assert_eq!(
        read(&plan_of([held])),
        ["hold left: ready 5, hold 10", "hold right: change 5, hold 10, release 3, hold 10"]
    );
}

#[test]
fn what_counts_up_has_no_length() {
    let plan = plan_of([waiting(), timed(60)]);
    assert_eq!(read(&plan)[0], "wait together: ready 5, wait");
    assert_eq!(plan.total(), span("135s"));
    assert_eq!(plan.planned_work(), span("120s"));
}

#[test]
fn the_level_of_the_day_lowers_the_limit_and_never_raises_it() {
    let limit =
        |own, level| today([Step { limit: own, ..timed(60) }], Choice { level, ..Choice::default() }).steps[0].limit;
    assert_eq!(limit(Some(4), Level::Light), Some(2));
    assert_eq!(limit(Some(4), Level::Medium), Some(4));
    assert_eq!(limit(Some(4), Level::Firm), Some(4));
    assert_eq!(limit(Some(1), Level::Light), Some(1));
    assert_eq!(limit(None, Level::Light), None);
}

#[test]
fn ceilings_of_ones_own_lower_the_limits_and_never_raise_them() {
    let strict = Ceilings { light: 1, medium: 3, firm: 4 };
    let lax = Ceilings { light: 9, medium: 9, firm: 9 };
    let limit = |level, ceilings| {
        today([Step { limit: Some(10), ..timed(60) }], Choice { level, ceilings, ..Choice::default() }).steps[0].limit
    };
    let all = |ceilings| [Level::Light, Level::Medium, Level::Firm].map(|level| limit(level, ceilings).unwrap());
    assert_eq!((all(strict), all(lax), all(Ceilings::USUAL)), ([1, 3, 4], [2, 4, 5], [2, 4, 5]));
}

/// A block is getting ready and work; work is its seconds, or reps x hold + (reps - 1) x rest, or reps x tempo. A step
/// on each side has two blocks a round. The total is all blocks and the rests between rounds.
#[test]
fn totals_follow_the_rule_of_the_routine_tables() {
    let total = |step: Step, choice| clock(today([step], choice).total());
    let pull = || holds(10, 10, 3);
    assert_eq!(total(pull(), Choice::default()), "4:24");
    assert_eq!(total(pull(), only(Side::Right)), "2:12");
    assert_eq!(total(timed(90), Choice::default()), "3:10");
    assert_eq!(total(Step { sides: Sides::Both, ..timed(15) }, Choice::default()), "0:20");
    let raises = || Step {
        rounds: 3,
        rest_between_rounds: RoundRest { both: Seconds(30), one: Seconds(120) },
        ..tempo(12, [3, 2, 3])
    };
    assert_eq!(total(raises(), Choice::default()), "11:06");
    assert_eq!(total(raises(), only(Side::Left)), "9:03");
    assert_eq!(
        clock(by_side([pull(), timed(90)], Choice::default()).total()),
        clock(plan_of([pull(), timed(90)]).total()),
        "the order moves blocks and changes no total"
    );
}

#[test]
fn r7_sizes_are_refused_before_unrolling() {
    let refused = |steps: Vec<Step>, order| Routine { order, ..routine(steps) }.check_size().unwrap_err();
    let both = |step| Step { sides: Sides::Both, prep: Seconds(0), ..step };
    assert_eq!(refused(vec![], Order::Step), TooMuch::NoSteps);
    assert_eq!(refused(vec![set(1, [])], Order::Step), TooMuch::NoSteps);
    assert_eq!(refused(vec![set(1, [set(1, [set(1, [timed(1)])])])], Order::Step), TooMuch::Deep);
    assert_eq!(refused(vec![timed(1); 501], Order::Step), TooMuch::Steps);
    assert_eq!(refused(vec![Step { rounds: 5, ..both(timed(3600)) }], Order::Step), TooMuch::Long(18_000));
    assert!(routine([Step { rounds: 4, ..both(timed(3600)) }]).check_size().is_ok());
    assert_eq!(refused(vec![both(spots(3600, 20)); 101], Order::Step), TooMuch::Segments(2_020));
    let huge = set(20, [set(20, [Step { rounds: 20, ..holds(200, 600, 600) }])]);
    assert!(matches!(refused(vec![huge], Order::Step), TooMuch::Segments(n) if n > 6_000_000));
    let doses = step("dosed", Work::Time { length: PerSide { left: Seconds(1), right: Seconds(3600) }, spots: 1 });
    assert_eq!(refused(vec![Step { rounds: 5, ..both(doses) }], Order::Step), TooMuch::Long(18_000));
    let rests = || Step { rest_between_rounds: rest(600), ..set(13, [Step { prep: Seconds(0), ..timed(1) }]) };
    assert!(routine([rests()]).check_size().is_ok());
    assert_eq!(
        refused(vec![rests()], Order::Side),
        TooMuch::Long(15_626),
        "in order of sides each side has all the rests"
    );
}
