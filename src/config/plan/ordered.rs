//! What in a plan goes in an order: limits of which one lies below another, and the anchors of a day.

use chrono::{NaiveTime, Timelike};
use toml::de::{DeTable, DeValue};

use super::Reader;
use crate::domain::care::{Anchor, CarePlan};
use crate::domain::limits::Limits;

impl Reader {
    /// Bands lie one above the other, and the highest discomfort of a level below the one at which one stops; else nobody
    /// could tell what a number asks for. The stricter one stands, and the one below it follows: a default without a word,
    /// and what was written with one.
    pub(super) fn check_limits(&mut self, table: &DeTable<'_>) {
        let written = table.iter().find(|(key, _)| &**key.get_ref() == "limits").map(|(_, value)| value.get_ref());
        let keys = written.and_then(DeValue::as_table);
        for (lower, upper) in Limits::BELOW {
            let limits = self.plan.limits;
            let (Some(low), Some(high)) = (limits.of(lower), limits.of(upper)) else { continue };
            if low < high {
                continue;
            }
            let fits = high.saturating_sub(1);
            self.plan.limits.place(lower).into_iter().for_each(|place| *place = fits);
            let Some((key, _)) = keys.and_then(|keys| keys.iter().find(|(key, _)| &**key.get_ref() == lower)) else {
                continue;
            };
            let can_be_written = Limits::ALL.iter().any(|limit| limit.key == lower && limit.range().contains(&fits));
            let remedy = if can_be_written { format!("write {lower} = {fits}") } else { "leave it out".to_owned() };
            let why = format!(
                "limits.{lower} is {low} and has to lie below limits.{upper}, which is {high}: {fits} is used; {remedy}"
            );
            self.wrong.push((key.span().start, format!("limits.{lower}"), why));
        }
    }

    /// The anchors come in the order of a day; else nobody could tell which one is near.
    pub(super) fn check_anchors(&mut self, table: &DeTable<'_>) {
        let of = |anchor| {
            let time: NaiveTime = self.plan.anchors.of(anchor);
            time.hour() * 60 + time.minute()
        };
        let (morning, midday, evening) = (of(Anchor::Morning), of(Anchor::Midday), of(Anchor::Evening));
        // The evening may lie after midnight.
        if morning < midday && (midday < evening || evening < morning) {
            return;
        }
        self.plan.anchors = CarePlan::default().anchors;
        let at = table.iter().find(|(key, _)| &**key.get_ref() == "anchors").map_or(0, |(key, _)| key.span().start);
        let why = "anchors come in the order morning, midday, evening; their defaults are used".to_owned();
        self.wrong.push((at, "anchors".to_owned(), why));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::parse_plan;

    fn said(text: &str) -> Vec<(usize, String)> {
        parse_plan(text).1.into_iter().map(|problem| (problem.line, problem.text)).collect()
    }

    #[test]
    fn a_stricter_band_takes_the_one_below_it_along_and_loses_no_other() {
        let (plan, problems) = parse_plan("limits = { gentle = 3, red = 2, tender = 2 }\n");
        assert_eq!(
            (problems, plan.limits),
            (
                vec![],
                Limits { gentle: 3, tender: 2, red: 2, amber: 1, light: 1, medium: 1, firm: 1, ..Limits::DEFAULT }
            )
        );
        let text = "\n[limits]\ngentle = 3\ntender = 4\nred = 5\n";
        assert_eq!(parse_plan(text).0.limits, Limits { gentle: 3, tender: 2, red: 5, firm: 4, ..Limits::DEFAULT });
        let why = "limits.tender is 4 and has to lie below limits.gentle, which is 3: 2 is used; write tender = 2";
        assert_eq!(said(text), [(4, why.to_owned())]);
    }

    #[test]
    fn the_highest_discomfort_of_a_level_lies_below_the_one_at_which_one_stops() {
        for red in 2..=6 {
            let (plan, problems) = parse_plan(&format!("limits.red = {red}\n"));
            assert_eq!(problems, []);
            let (limits, usual) = (plan.limits, Limits::DEFAULT);
            let below = |usual: u8| usual.min(red - 1);
            assert_eq!(
                (limits.light, limits.medium, limits.firm),
                (below(usual.light), below(usual.medium), below(usual.firm))
            );
            assert!(limits.are_in_order(), "{limits:?}");
        }
        let text = "[limits]\nred = 3\nmedium = 3\nfirm = 4\n";
        let expected = [
            (3, "limits.medium is 3 and has to lie below limits.red, which is 3: 2 is used; write medium = 2"),
            (4, "limits.firm is 4 and has to lie below limits.red, which is 3: 2 is used; leave it out"),
        ];
        assert_eq!(said(text), expected.map(|(line, text)| (line, text.to_owned())));
    }

    #[test]
    fn anchors_out_of_order_are_said_and_the_defaults_stand() {
        let text = "\nanchors = { morning = \"14:00\" }\n";
        assert_eq!(
            said(text),
            [(2, "anchors come in the order morning, midday, evening; their defaults are used".to_owned())]
        );
        assert_eq!(parse_plan(text).0, CarePlan::default());
    }
}
