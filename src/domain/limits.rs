//! The bands and thresholds that the plan, the page before a session and the session itself go by: what `[limits]` in
//! plan.toml says, and what holds unless it says otherwise. Nothing else in the program knows them.
//!
//! A person can be stricter than the sources, and not laxer: each range ends where its source does.

use std::ops::RangeInclusive;

use super::plan::Ceilings;
use super::record::{Light, Pain};

/// The bands and thresholds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Limits {
    /// Pain now, from which only something gentle is suggested, and Gentle Day offered before a session.
    pub gentle: u8,
    /// Pain now, from which friction, rolling and heel raises wait, and no firmer level is offered.
    pub tender: u8,
    /// Discomfort in a session, from which it is fine only if it settles.
    pub amber: u8,
    /// Discomfort in a session, from which one stops.
    pub red: u8,
    /// Points above the usual that make a morning clearly higher: something gentle, and a level down.
    pub clearly: u8,
    /// Sessions at a level before the next one is open.
    pub sessions: u8,
    /// Days at a level before the next one is open.
    pub days: u8,
    /// Days that a level stays after it went down.
    pub stay: u8,
    /// Highest discomfort at level 1.
    pub light: u8,
    /// Highest discomfort at level 2.
    pub medium: u8,
    /// Highest discomfort at level 3.
    pub firm: u8,
    /// First-step pain of a week, its median, up to which the week was low.
    pub low: u8,
    /// Weeks of low first steps before it is said that less may do.
    pub low_weeks: u8,
    /// Days of self-care without change before a clinician is named.
    pub unchanged: u8,
    /// Days of stretches without change before it is said what else can be asked about.
    pub further: u8,
}

/// A limit as `[limits]` has it.
#[derive(Clone, Copy, Debug)]
pub struct Limit {
    /// Its key, as [`Limits`] calls it.
    pub key: &'static str,
    /// The least it may be.
    pub least: u8,
    /// The most.
    pub most: u8,
    /// What it is.
    pub what: &'static str,
    /// Where its default comes from.
    pub source: &'static str,
}

impl Limit {
    /// All that it may be.
    pub const fn range(&self) -> RangeInclusive<u8> {
        self.least..=self.most
    }
}

const fn limit(key: &'static str, (least, most): (u8, u8), (what, source): (&'static str, &'static str)) -> Limit {
    Limit { key, least, most, what, source }
}

impl Limits {
    /// What holds unless plan.toml says otherwise.
    pub const DEFAULT: Self = Self {
        gentle: 6,
        tender: 4,
        amber: 3,
        red: 6,
        clearly: 2,
        sessions: 6,
        days: 7,
        stay: 3,
        light: Ceilings::USUAL.light,
        medium: Ceilings::USUAL.medium,
        firm: Ceilings::USUAL.firm,
        low: 1,
        low_weeks: 4,
        unchanged: 14,
        further: 28,
    };

    /// Every one, in the order of the file.
    pub const ALL: [Limit; 15] = [
        limit(
            "gentle",
            (3, 6),
            ("pain now, from which only something gentle is suggested", "massage when pain is fairly low (S3-24)"),
        ),
        limit(
            "tender",
            (2, 4),
            ("pain now, from which friction, rolling and heel raises wait", "the band 4 to 5 below that (S3-24)"),
        ),
        limit(
            "amber",
            (1, 3),
            (
                "discomfort in a session, from which it has to settle",
                "0 to 2 go on, 3 to 5 fine if it settles (Thomee's model, R47)",
            ),
        ),
        limit(
            "red",
            (2, 6),
            ("discomfort in a session at which one stops", "both models of the traffic light stop at 6 (R47)"),
        ),
        limit(
            "clearly",
            (1, 2),
            ("points above the usual: a flare-up in the morning", "a morning up by 2: something gentle (R47, R48)"),
        ),
        limit(
            "sessions",
            (6, 30),
            ("sessions at a level before the next one opens", "step by step (S1-62); the number is ours"),
        ),
        limit(
            "days",
            (7, 84),
            ("days at a level before the next one opens", "step by step (S1-62); the number is ours"),
        ),
        limit("stay", (3, 30), ("days that a level stays after it went down", "ours")),
        limit("light", (1, 2), ("highest discomfort at level 1", "a gentle start (S1-28); the number is ours")),
        limit("medium", (2, 4), ("highest discomfort at level 2", "a discomfort of 4 gains as much as one of 8 (R26)")),
        limit("firm", (4, 5), ("highest discomfort at level 3", "never above 5: more gains no more (R26, R47)")),
        limit(
            "low",
            (0, 1),
            (
                "median first-step pain up to which a week was low",
                "upkeep at half the frequency (R35); the number is ours",
            ),
        ),
        limit(
            "low_weeks",
            (4, 10),
            ("low weeks before less is offered", "upkeep at half the frequency (R35); the number is ours"),
        ),
        limit(
            "unchanged",
            (7, 14),
            (
                "days without change, or with more pain, before a clinician is named",
                "no better after two weeks of self-care (R32)",
            ),
        ),
        limit(
            "further",
            (28, 42),
            (
                "days of stretches without change before it is said what else to ask about",
                "four to six weeks of the core treatment (R40)",
            ),
        ),
    ];

    /// Each that lies below another one: the bands, and the highest discomfort of each level below that at which one stops.
    pub const BELOW: [(&str, &str); 5] =
        [("tender", "gentle"), ("amber", "red"), ("light", "red"), ("medium", "red"), ("firm", "red")];

    /// The one of a key.
    pub fn of(&self, key: &str) -> Option<u8> {
        let mut limits = *self;
        limits.place(key).map(|limit| *limit)
    }

    /// The place of the one of a key.
    pub fn place(&mut self, key: &str) -> Option<&mut u8> {
        Some(match key {
            "gentle" => &mut self.gentle,
            "tender" => &mut self.tender,
            "amber" => &mut self.amber,
            "red" => &mut self.red,
            "clearly" => &mut self.clearly,
            "sessions" => &mut self.sessions,
            "days" => &mut self.days,
            "stay" => &mut self.stay,
            "light" => &mut self.light,
            "medium" => &mut self.medium,
            "firm" => &mut self.firm,
            "low" => &mut self.low,
            "low_weeks" => &mut self.low_weeks,
            "unchanged" => &mut self.unchanged,
            "further" => &mut self.further,
            _ => return None,
        })
    }

    /// The highest discomfort at each level.
    pub const fn ceilings(&self) -> Ceilings {
        Ceilings { light: self.light, medium: self.medium, firm: self.firm }
    }

    /// Whether each of [`Self::BELOW`] is: a sore foot below one to be left in peace, amber and all that a level allows below
    /// red.
    pub fn are_in_order(&self) -> bool {
        Self::BELOW.into_iter().all(|(lower, upper)| self.of(lower) < self.of(upper))
    }

    /// Whether pain now asks for something gentle only.
    pub const fn asks_for_gentle(&self, pain: Pain) -> bool {
        pain.value() >= self.gentle
    }

    /// Whether pain now makes friction, rolling and heel raises wait.
    pub const fn is_tender(&self, pain: Pain) -> bool {
        pain.value() >= self.tender
    }

    /// What discomfort means in the middle of a session.
    pub const fn light(&self, pain: Pain) -> Light {
        match pain.value() {
            value if value >= self.red => Light::Red,
            value if value >= self.amber => Light::Amber,
            _ => Light::Green,
        }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self::DEFAULT
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_default_is_within_its_range_and_in_order() {
        for limit in Limits::ALL {
            let value = Limits::DEFAULT.of(limit.key).unwrap();
            assert!(limit.range().contains(&value) && !limit.source.is_empty(), "{}", limit.key);
        }
        assert!(Limits::DEFAULT.are_in_order());
        assert_eq!(Limits::DEFAULT.of("blue"), None);
    }

    #[test]
    fn the_light_is_green_to_2_amber_to_5_and_red_from_6() {
        let lights: Vec<Light> = Pain::all().map(|pain| Limits::DEFAULT.light(pain)).collect();
        let count = |light| lights.iter().filter(|one| **one == light).count();
        assert_eq!((count(Light::Green), count(Light::Amber), count(Light::Red)), (3, 3, 5));
        assert!(lights.is_sorted_by_key(|light| *light as u8));
    }
}
