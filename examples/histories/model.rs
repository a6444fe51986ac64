//! A person with heel pain, simulated: a few routines in turn, ratings of first steps, of days and around sessions, that
//! get better, stand still and get worse again, flare-ups, what happened, holidays and colds. The other foot becomes the
//! sore one in between. The same seed always makes the same history. No figure here is a finding.

mod dice;
mod practice;

use chrono::{DateTime, Datelike as _, Days, FixedOffset, NaiveDate, TimeDelta};
use solemate::domain::body::Side;
use solemate::domain::record::{Event, Fact, FactId, Note, Pain, PainKind, Rating, What};
use solemate::domain::text::Clean;

use dice::Dice;
use practice::{Hour, Practice, State};

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
    "Calf softer than yesterday.",
    "Short of time.",
    "The ball was too hard; the bottle is better.",
    "Warm feet, easier than yesterday.",
];

/// Where it hurts.
const PLACES: [&str; 3] = ["inner side of the heel", "under the heel", "arch"];

/// A few weeks of a life: what happened on their first day, and where first-step pain of the sore foot and of the other
/// one goes in them.
struct Chapter {
    event: Option<&'static str>,
    sore: f64,
    other: f64,
    /// From here on the other foot is the sore one.
    changes_foot: bool,
}

const fn chapter(event: Option<&'static str>, sore: f64, other: f64) -> Chapter {
    Chapter { event, sore, other, changes_foot: false }
}

/// A life, over and over: better, no better, worse, better, the other foot, better.
const CHAPTERS: [Chapter; 8] = [
    chapter(None, 7.0, 2.5),
    chapter(Some("new insoles"), 4.8, 2.0),
    chapter(Some("new shoes"), 4.8, 1.8),
    chapter(Some("back to running"), 6.4, 2.2),
    chapter(Some("physio began"), 3.0, 1.4),
    Chapter { event: Some("moved house, three floors up"), sore: 5.5, other: 2.2, changes_foot: true },
    chapter(Some("insoles for both feet"), 3.4, 1.0),
    chapter(None, 1.6, 0.5),
];

/// What part of the way to where a chapter leads is gone in a day.
const PACE: f64 = 0.06;

/// A life with heel pain, day by day.
pub struct Person {
    dice: Dice,
    practice: Practice,
    day: NaiveDate,
    /// Days lived.
    lived: u64,
    sessions_left: u64,
    /// Sessions of a day besides those of the morning and the evening.
    more: u64,
    chapter: usize,
    chapter_days: u64,
    sore: Side,
    /// How much worse a flare-up makes it today.
    flare: f64,
    days_away: u64,
    /// First-step pain of the left and right foot, before noise and flare-ups.
    pain: [f64; 2],
}

impl Person {
    /// Somebody who does `sessions` sessions, the last of them about on the day `until`, within about `years` years: with
    /// as many on each day as that takes.
    pub fn new(sessions: u64, years: u64, seed: u64, until: NaiveDate) -> Self {
        // On a usual day there are one or two, and one day in seven is a day away.
        let a_day = sessions as f64 / (years.max(1) as f64 * 365.0 * 0.86);
        let more = (a_day - 1.25).ceil().max(0.0) as u64;
        let new = |day| Self {
            dice: Dice(seed),
            practice: Practice::new(),
            day,
            lived: 0,
            sessions_left: sessions,
            more,
            chapter: 0,
            chapter_days: 40,
            sore: Side::Left,
            flare: 0.0,
            days_away: 0,
            pain: [7.0, 2.5],
        };
        // Lived once to see how long it takes, so that it can end on the right day.
        let mut rehearsal = new(until);
        while rehearsal.next().is_some() {}
        new(until.checked_sub_days(Days::new(rehearsal.lived)).unwrap_or(until))
    }

    fn id(&mut self, at: DateTime<FixedOffset>) -> FactId {
        let mut random = [0; 10];
        random[..8].copy_from_slice(&self.dice.bits().to_le_bytes());
        random[8..].copy_from_slice(&self.dice.bits().to_le_bytes()[..2]);
        let millis = u64::try_from(at.timestamp_millis()).unwrap_or(0);
        uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
    }

    fn fact(&mut self, at: DateTime<FixedOffset>, what: What) -> Fact {
        Fact { id: self.id(at), rev: 0, at, corrected_at: None, what }
    }

    fn at(&self, hour: u32, minute: u64) -> DateTime<FixedOffset> {
        let time = self.day.and_hms_opt(hour, 0, 0).unwrap_or_default() + TimeDelta::minutes(minute as i64);
        let summer = (4..=9).contains(&self.day.month());
        let offset = FixedOffset::east_opt(if summer { 7200 } else { 3600 });
        time.and_local_timezone(offset.unwrap_or(FixedOffset::east_opt(0).expect("zero is an offset")))
            .single()
            .expect("a fixed offset has every time once")
    }

    fn rating(&mut self, at: DateTime<FixedOffset>, side: Side, kind: PainKind, session: Option<FactId>) -> Fact {
        let usual = self.pain[side as usize] + self.flare * if side == self.sore { 1.0 } else { 0.3 };
        let (part, more) = match kind {
            PainKind::FirstStep => (1.0, 0.0),
            PainKind::DayAverage => (0.7, 0.0),
            PainKind::NowBefore => (0.6, 0.0),
            PainKind::NowDuring => (0.6, 1.0),
            PainKind::NowAfter => (0.45, 0.0),
        };
        let felt = (usual * part + more + self.dice.noise() * 1.3).round().clamp(0.0, 10.0) as u8;
        let value = Pain::try_from(felt).expect("clamped to the scale");
        self.fact(at, What::Pain(Rating { side, kind, value, session, note: None, place: None }))
    }

    /// The same, with words beside it once in so many times.
    fn with_words(&mut self, mut fact: Fact, notes: &[&str], once_in: u64) -> Fact {
        let (noted, placed) = (self.dice.once_in(once_in), self.dice.once_in(2 * once_in));
        let note = noted.then(|| Clean::visible(self.dice.one_of(notes)));
        let place = placed.then(|| Clean::visible(self.dice.one_of(&PLACES)));
        if let What::Pain(rating) = &mut fact.what {
            (rating.note, rating.place) = (note, place);
        }
        fact
    }

    /// One session with what is said around it.
    fn practise(&mut self, hour: Hour, started: DateTime<FixedOffset>, facts: &mut Vec<Fact>) {
        let state = State { sore: self.sore, flared: self.flare > 1.0 };
        let record = self.practice.session((hour, self.lived), state, started, &mut self.dice);
        let hurt = record.hurts().first().map(|(_, hurt)| hurt.at);
        let after = started + TimeDelta::from_std(record.lived + record.paused).unwrap_or_default();
        let session = self.fact(after, What::Session(record));
        let (is_rated, are_both) = (!self.dice.once_in(6), !self.dice.once_in(3));
        let feet: Vec<Side> =
            Side::BOTH.into_iter().filter(|side| is_rated && (are_both || *side == self.sore)).collect();
        for side in &feet {
            let said = self.rating(started, *side, PainKind::NowBefore, Some(session.id));
            facts.push(said);
        }
        if let Some(into) = hurt.filter(|_| !self.dice.once_in(3)) {
            let at = started + TimeDelta::from_std(into).unwrap_or_default();
            let said = self.rating(at, self.sore, PainKind::NowDuring, Some(session.id));
            facts.push(said);
        }
        let id = session.id;
        facts.push(session);
        for side in &feet {
            let said = self.rating(after + TimeDelta::minutes(1), *side, PainKind::NowAfter, Some(id));
            facts.push(said);
        }
        if self.dice.once_in(12) {
            let text = Clean::visible(self.dice.one_of(&SESSIONS));
            let note = self.fact(after + TimeDelta::minutes(2), What::Note(Note { session: id, text }));
            facts.push(note);
        }
        self.sessions_left = self.sessions_left.saturating_sub(1);
    }

    fn happens(&mut self, what: &str, facts: &mut Vec<Fact>) {
        let event = self.fact(self.at(12, 30), What::Event(Event { text: Clean::visible(what) }));
        facts.push(event);
    }

    /// Goes on with the life: a new chapter now and then, and some way to where it leads.
    fn go_on(&mut self, facts: &mut Vec<Fact>) {
        self.chapter_days -= 1;
        if self.chapter_days == 0 {
            self.chapter = (self.chapter + 1) % CHAPTERS.len();
            self.chapter_days = 36 + self.dice.below(24);
            let begins = &CHAPTERS[self.chapter];
            if begins.changes_foot {
                self.sore = self.sore.other();
            }
            begins.event.iter().for_each(|event| self.happens(event, facts));
        }
        let leads = &CHAPTERS[self.chapter];
        for side in Side::BOTH {
            let aim = if side == self.sore { leads.sore } else { leads.other };
            let pain = &mut self.pain[side as usize];
            *pain += (aim - *pain) * PACE;
        }
        self.flare = if self.flare > 0.3 { self.flare * 0.75 } else { 0.0 };
        if self.dice.once_in(70) {
            self.flare = 2.5 + self.dice.noise();
        }
    }

    /// Whether this is a day on which nothing is done or rated: of a holiday, of a cold, or only of no time.
    fn is_away(&mut self, facts: &mut Vec<Fact>) -> bool {
        if let Some(left) = self.days_away.checked_sub(1) {
            self.days_away = left;
            return true;
        }
        if self.dice.once_in(120) {
            self.happens("holiday, barefoot on sand", facts);
            self.days_away = 7 + self.dice.below(8);
        } else if self.dice.once_in(170) {
            self.happens("in bed with a cold", facts);
            self.days_away = 3 + self.dice.below(4);
        } else if self.dice.once_in(30) {
            self.days_away = self.dice.below(3);
        } else {
            return false;
        }
        true
    }

    fn rate_the_morning(&mut self, facts: &mut Vec<Fact>) {
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

    fn live_a_day(&mut self) -> Vec<Fact> {
        let mut facts = Vec::new();
        self.go_on(&mut facts);
        if self.is_away(&mut facts) {
            return facts;
        }
        if !self.dice.once_in(10) {
            self.rate_the_morning(&mut facts);
        }
        if self.dice.once_in(3) {
            let minute = 32 + self.dice.below(20);
            let started = self.at(7, minute);
            self.practise(Hour::Morning, started, &mut facts);
        }
        let pause = 12 * 60 / self.more.max(1);
        for number in 0..self.more.min(self.sessions_left) {
            let minute = number * pause + self.dice.below(20);
            let started = self.at(8, minute);
            self.practise(Hour::Midday, started, &mut facts);
        }
        if self.sessions_left > 0 && !self.dice.once_in(12) {
            let minute = 20 + self.dice.below(30);
            let started = self.at(20, minute);
            self.practise(Hour::Evening, started, &mut facts);
        }
        // Late, but not past the fourth hour, with which the next day begins.
        if !self.dice.once_in(3) {
            let minute = self.dice.below(100);
            for side in Side::BOTH {
                let rating = self.rating(self.at(21, 25 + minute), side, PainKind::DayAverage, None);
                let rating = self.with_words(rating, &DAYS, 8);
                facts.push(rating);
            }
        }
        facts.sort_by_key(|fact| fact.at);
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
        let facts = self.live_a_day();
        self.lived += 1;
        self.day = self.day.succ_opt()?;
        Some(facts)
    }
}
