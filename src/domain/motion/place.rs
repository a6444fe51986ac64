//! Where a step is worked: which of its zones at a moment, when the hands go on to the next one, and what all that is called.

use std::time::Duration;

use super::{Beat, is_whole_calf, limb};
use crate::domain::body::{Part, Side, Technique, Zone};
use crate::domain::plan::{Kind, PlanStep, Segment};
use crate::domain::toward;

/// The share of the time that circles of the ankle take before the toes come, in fifths.
const CIRCLES: u32 = 4;

/// Which zone is worked now, in still poses the one of the moment; none where the whole person is meant.
pub fn zone(step: &PlanStep, beat: &Beat) -> Option<Zone> {
    let zones = &step.zones;
    if is_whole_calf(zones) && !has_places(beat.of, step) {
        return Some(Zone::CalfAll);
    }
    let at = match beat.kind {
        _ if has_places(beat.of, step) => (beat.count as usize).saturating_sub(1) % zones.len(),
        Kind::Work if beat.of == 1 && !beat.elapsed.is_zero() => {
            let left = beat.length.saturating_sub(beat.elapsed);
            let done = turns(step, beat.length).filter(|(mark, _)| left <= *mark).last();
            done.map_or(0, |(_, zone)| zone)
        }
        _ => 0,
    };
    zones.get(at).copied().filter(|zone| *zone != Zone::Whole)
}

/// The part of the body that the hands are on now, as the side is named with it. Of a step about more than one part it is
/// the one of the moment, unless both sides are worked together.
pub fn part(step: &PlanStep, side: Option<Side>, beat: &Beat) -> Part {
    let now = || zone(step, beat).filter(|_| side.is_some() && takes_turns(step));
    now().map_or(step.part, |zone| if step.part == Part::Leg { zone.part() } else { step.part })
}

/// The same when its work begins.
pub fn first_part(step: &PlanStep, side: Option<Side>) -> Part {
    part(step, side, &FIRST)
}

/// The name of the zone that is worked now, where it is not always the same: `upper calf`.
pub fn zone_name(step: &PlanStep, beat: &Beat) -> Option<&'static str> {
    zone(step, beat).filter(|_| takes_turns(step) && !(is_whole_calf(&step.zones) && beat.of == 1)).map(Zone::name)
}

/// Which way the hands go now, unless the cue of the step says it: `knee to ankle`.
pub fn way(step: &PlanStep, beat: &Beat) -> Option<&'static str> {
    let (technique, zone) = (step.technique.filter(|_| !is_counted(beat.kind))?, zone(step, beat)?);
    let is_said = step.cue.as_deref().is_some_and(|cue| toward::is_said(cue, &step.zones, zone));
    toward::way(technique, &step.zones, step.toward, zone).filter(|_| !is_said)
}

/// What is left of a stretch of work of such a `length` when the hands go on to the next zone.
pub fn changes(step: &PlanStep, segment: &Segment, length: Duration) -> impl Iterator<Item = Duration> {
    let is_one = segment.kind == Kind::Work && segment.of == 1 && zone_name(step, &FIRST).is_some();
    turns(step, length).map(|(left, _)| left).filter(move |left| is_one && !left.is_zero())
}

/// The work as it begins.
const FIRST: Beat =
    Beat { kind: Kind::Work, elapsed: Duration::ZERO, length: Duration::ZERO, count: 1, of: 1, still: true };

/// What is left when each zone but the first comes, in whole seconds, and which one: each has its share of the time.
fn turns(step: &PlanStep, length: Duration) -> impl Iterator<Item = (Duration, usize)> {
    let (circles, zones) = (step.technique == Some(Technique::AnkleCircles), step.zones.len());
    let (parts, first) = match zones as u32 {
        // The circles fill the time, and the toes come at the end.
        _ if circles => (CIRCLES + 1, CIRCLES),
        zones => (zones, 1),
    };
    let is_in_turn = takes_turns(step);
    (first..parts).filter(move |_| is_in_turn).map(move |n| {
        let left = Duration::from_secs(length.as_secs() * u64::from(parts - n) / u64::from(parts));
        (left, if circles { zones - 1 } else { n as usize })
    })
}

/// Whether the zones of a step are worked one after the other, not all at once or by the limb itself.
fn takes_turns(step: &PlanStep) -> bool {
    use Technique as T;
    let at_once = |technique: T| {
        let is_limb = limb::moves(technique) && !matches!(technique, T::Mobility | T::AnkleCircles);
        is_limb || matches!(technique, T::Settle | T::Reach)
    };
    step.zones.len() > 1 && step.technique.is_some_and(|technique| !at_once(technique))
}

/// Whether such a segment is a part of a repetition: nothing is stroked in it.
const fn is_counted(kind: Kind) -> bool {
    matches!(kind, Kind::Hold | Kind::Release | Kind::Up | Kind::Top | Kind::Down)
}

/// Whether each of so many spots or repetitions has a zone of its own.
fn has_places(of: u32, step: &PlanStep) -> bool {
    of > 1 && takes_turns(step)
}
