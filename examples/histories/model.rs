//! A person with heel pain, simulated: daily sessions, ratings of first steps and of days that fall slowly and
//! noisily, notes and events now and then, flare-ups, gaps. The same seed always makes the same history. No figure here is a finding.

use std::time::Duration;

use chrono::{DateTime, Days, FixedOffset, NaiveDate, TimeDelta};
use solemate::domain::body::{Side, Technique};
use solemate::domain::record::{
    Ending, Event, Fact, FactId, Note, Pain, PainKind, Rating, SessionRecord, StepRecord, What,
};
use solemate::domain::routine::RoutineId;
use solemate::domain::text::Clean;

/// The steps of a session, each on both sides.
const STEPS: [(&str, Technique, u64); 6] = [
    ("Long strokes, whole calf", Technique::Effleurage, 60),
    ("Knead the calf", Technique::Kneading, 180),
    ("Circles, lower calf", Technique::Circles, 60),
    ("Slow glides along the sole", Technique::DeepGlide, 60),
    ("Roll the sole on the ball", Technique::BallRoll, 90),
    ("Toe pull", Technique::StretchFascia, 100),
];

/// What is written beside a rating of first steps, now and then.
const MORNINGS: [&str; 5] = [
    "Eased after a few minutes.",
    "Barefoot on tiles.",
    "Slept badly.",
    "Stretched before getting up.",
    "Long walk yesterday.",
];

/// What is written beside the average of a day, now and then.
const DAYS: [&str; 6] = [
    "Desk all day.",
    "Stood at the workshop.",
    "Sat most of it.",
    "Walked to town and back.",
    "Stairs were fine.",
    "Garden, two hours.",
];

/// What is written about a session, now and then.
const SESSIONS: [&str; 5] = [
    "Stood a lot today; the arch was tight at first.",
    "Calf softer on the left.",
    "Short of time.",
    "The ball was too hard; the bottle is better.",
    "Warm feet, easier than yesterday.",
];

/// What happens, one after the other.
const EVENTS: [&str; 6] =
    ["new insoles", "holiday, barefoot on sand", "physio began", "new shoes", "back to running", "moved house"];

/// So many days lie between two events, counted from a day that everybody has.
const BETWEEN_EVENTS: i64 = 67;

/// Where it hurts.
const PLACES: [&str; 3] = ["inner side of the heel", "under the heel", "arch"];

/// Small, fast, good enough for noise (splitmix64).
struct Dice(u64);

impl Dice {
    fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// From 0 to just below `end`.
    fn below(&mut self, end: u64) -> u64 {
        self.bits() % end
    }

    /// True once in `n` times.
    fn once_in(&mut self, n: u64) -> bool {
        self.below(n) == 0
    }

    /// Between minus one and one, mostly near zero.
    fn noise(&mut self) -> f64 {
        let unit = |bits: u64| (bits >> 11) as f64 / (1_u64 << 53) as f64;
        unit(self.bits()) + unit(self.bits()) - 1.0
    }
}

/// A life with heel pain, day by day.
pub struct Person {
    dice: Dice,
    day: NaiveDate,
    sessions_left: u64,
    /// Sessions of a day besides those of the morning and the evening.
    more: u64,
    /// How much worse a flare-up makes it today.
    flare: f64,
    days_away: u64,
    /// First-step pain of the left and right foot, before noise and flare-ups.
    pain: [f64; 2],
}

impl Person {
    /// Somebody who does `sessions` sessions, the last of them about on the day `until`.
    /// Between morning and evening there are `more` on each day that is no day away.
    pub fn new(sessions: u64, more: u64, seed: u64, until: NaiveDate) -> Self {
        let new = |day| Self {
            dice: Dice(seed),
            day,
            sessions_left: sessions,
            more,
            flare: 0.0,
            days_away: 0,
            pain: [7.0, 2.5],
        };
        // Lived once to see how long it takes, so that it can end on the right day.
        let mut rehearsal = new(until);
        while rehearsal.next().is_some() {}
        let days = (rehearsal.day - until).num_days().unsigned_abs();
        new(until.checked_sub_days(Days::new(days)).unwrap_or(until))
    }

    fn id(&mut self, at: DateTime<FixedOffset>) -> FactId {
        let mut random = [0; 10];
        random[..8].copy_from_slice(&self.dice.bits().to_le_bytes());
        random[8..].copy_from_slice(&self.dice.bits().to_le_bytes()[..2]);
        let millis = u64::try_from(at.timestamp_millis()).unwrap_or(0);
        uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
    }

    fn at(&self, hour: u32, minute: u64) -> DateTime<FixedOffset> {
        let noon = self.day.and_hms_opt(hour, 0, 0).unwrap_or_default() + TimeDelta::minutes(minute as i64);
        let summer = (4..=9).contains(&chrono::Datelike::month(&self.day));
        let offset = FixedOffset::east_opt(if summer { 7200 } else { 3600 });
        noon.and_local_timezone(offset.unwrap_or(FixedOffset::east_opt(0).expect("zero is an offset")))
            .single()
            .expect("a fixed offset has every time once")
    }

    fn rating(&mut self, at: DateTime<FixedOffset>, side: Side, kind: PainKind, session: Option<FactId>) -> Fact {
        let usual = self.pain[side as usize] + self.flare * if side == Side::Left { 1.0 } else { 0.3 };
        let eased = match kind {
            PainKind::DayAverage => 0.7,
            PainKind::NowBefore => 0.6,
            PainKind::NowAfter => 0.45,
            _ => 1.0,
        };
        let felt = (usual * eased + self.dice.noise() * 1.3).round().clamp(0.0, 10.0) as u8;
        let value = Pain::try_from(felt).expect("clamped to the scale");
        let id = self.id(at);
        Fact { id, rev: 0, at, what: What::Pain(Rating { side, kind, value, session, note: None, place: None }) }
    }

    /// The same, with words beside it once in so many times.
    fn with_words(&mut self, mut fact: Fact, notes: &[&str], once_in: u64) -> Fact {
        let (noted, placed) = (self.dice.once_in(once_in), self.dice.once_in(2 * once_in));
        let note = noted.then(|| self.one_of(notes));
        let place = placed.then(|| self.one_of(&PLACES));
        if let What::Pain(rating) = &mut fact.what {
            (rating.note, rating.place) = (note, place);
        }
        fact
    }

    fn one_of(&mut self, words: &[&str]) -> Clean {
        let place = usize::try_from(self.dice.below(words.len() as u64)).unwrap_or(0);
        Clean::visible(words[place])
    }

    fn session(&mut self, started: DateTime<FixedOffset>) -> Fact {
        let ending = match self.dice.below(50) {
            0 => Ending::Interrupted,
            1..5 => Ending::Early,
            _ => Ending::Finished,
        };
        let done = if ending == Ending::Finished { 12 } else { 2 + self.dice.below(9) };
        let steps: Vec<StepRecord> = (0..12)
            .map(|n| {
                let (name, technique, seconds) = STEPS[n as usize / 2];
                let part = if n == done { self.dice.below(seconds * 4) * 250 } else { 0 };
                let delivered = if n < done { seconds * 1000 } else { part };
                StepRecord {
                    name: Clean::visible(name),
                    technique: Some(technique),
                    side: Some(Side::BOTH[n as usize % 2]),
                    planned: Duration::from_secs(seconds),
                    done: Duration::from_millis(delivered),
                    skipped: n >= done && ending == Ending::Early,
                    hurts: Vec::new(),
                }
            })
            .collect();
        let lived = steps.iter().map(|step| step.done).sum::<Duration>() + Duration::from_secs(5 * done);
        let at = started + TimeDelta::seconds(lived.as_secs() as i64);
        let what = What::Session(SessionRecord {
            routine: RoutineId::new("wind-down").expect("an id"),
            name: Clean::visible("End of Day"),
            started,
            ending,
            planned: Duration::from_secs(1160),
            lived,
            paused: Duration::from_secs(if self.dice.once_in(3) { self.dice.below(120) } else { 0 }),
            fitted: None,
            steps,
        });
        Fact { id: self.id(at), rev: 0, at, what }
    }

    /// One session with what is said around it.
    fn practise(&mut self, hour: u32, facts: &mut Vec<Fact>) {
        let minute = self.dice.below(60);
        let started = self.at(hour, minute);
        let session = self.session(started);
        if self.dice.once_in(2) {
            facts.push(self.rating(started, Side::Left, PainKind::NowBefore, Some(session.id)));
            let later = session.at + TimeDelta::minutes(1);
            let after = self.rating(later, Side::Left, PainKind::NowAfter, Some(session.id));
            facts.push(session.clone());
            facts.push(after);
        } else {
            facts.push(session.clone());
        }
        if self.dice.once_in(12) {
            let at = session.at + TimeDelta::minutes(2);
            let text = self.one_of(&SESSIONS);
            facts.push(Fact { id: self.id(at), rev: 0, at, what: What::Note(Note { session: session.id, text }) });
        }
        self.sessions_left = self.sessions_left.saturating_sub(1);
    }

    /// Something that happens whatever else does. It is no throw of the dice, so that the rest of the life stays as it is.
    fn event(&self) -> Option<Fact> {
        let days = i64::from(chrono::Datelike::num_days_from_ce(&self.day)) + 24;
        let number = usize::try_from(days / BETWEEN_EVENTS).ok().filter(|_| days % BETWEEN_EVENTS == 0)?;
        let at = self.at(12, 30);
        let mut dice = Dice(u64::try_from(days).unwrap_or(0));
        let mut random = [0; 10];
        random[..8].copy_from_slice(&dice.bits().to_le_bytes());
        let millis = u64::try_from(at.timestamp_millis()).unwrap_or(0);
        let id = uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid();
        let text = Clean::visible(EVENTS[number % EVENTS.len()]);
        Some(Fact { id, rev: 0, at, what: What::Event(Event { text }) })
    }

    fn live_a_day(&mut self) -> Vec<Fact> {
        let mut facts = Vec::new();
        self.flare = if self.flare > 0.3 { self.flare * 0.75 } else { 0.0 };
        if self.dice.once_in(70) {
            self.flare = 2.5 + self.dice.noise();
        }
        for (pain, lowest) in self.pain.iter_mut().zip([1.2, 0.3]) {
            *pain += (lowest - *pain) * 0.008;
        }
        if self.days_away > 0 || self.dice.once_in(60) {
            self.days_away = self.days_away.checked_sub(1).unwrap_or_else(|| 2 + self.dice.below(8));
            return facts;
        }
        if !self.dice.once_in(10) {
            let minute = self.dice.below(90);
            for side in Side::BOTH {
                let at = self.at(6, minute);
                let rating = self.rating(at, side, PainKind::FirstStep, None);
                let rating = self.with_words(rating, &MORNINGS, 12);
                facts.push(rating.clone());
                if self.dice.once_in(100) {
                    // A slip of the finger, put right.
                    let said_again = self.rating(at + TimeDelta::minutes(1), side, PainKind::FirstStep, None);
                    facts.push(Fact { id: rating.id, rev: 1, ..said_again });
                }
            }
        }
        if self.dice.once_in(3) {
            self.practise(7, &mut facts);
        }
        for number in 0..self.more.min(self.sessions_left) {
            self.practise(8 + u32::try_from(number * 12 / self.more).unwrap_or(0), &mut facts);
        }
        if self.sessions_left > 0 && !self.dice.once_in(12) {
            self.practise(20, &mut facts);
        }
        // Late, but not past the fourth hour, with which the next day begins.
        if !self.dice.once_in(3) {
            let minute = self.dice.below(100);
            for side in Side::BOTH {
                let rating = self.rating(self.at(21, 20 + minute), side, PainKind::DayAverage, None);
                let rating = self.with_words(rating, &DAYS, 8);
                facts.push(rating);
            }
        }
        facts
    }
}

/// Day by day: what was said that day, possibly nothing.
impl Iterator for Person {
    type Item = Vec<Fact>;

    fn next(&mut self) -> Option<Vec<Fact>> {
        if self.sessions_left == 0 {
            return None;
        }
        let mut facts = self.live_a_day();
        let event = self.event();
        let place = facts.iter().position(|fact| event.as_ref().is_some_and(|event| fact.at > event.at));
        facts.splice(place.unwrap_or(facts.len())..place.unwrap_or(facts.len()), event);
        self.day = self.day.succ_opt()?;
        Some(facts)
    }
}
