//! The rules of the plan as the published advice and our tables say them, worked out anew from what the person did and
//! rated: nothing here asks the program what it thinks.

use super::*;

const GENTLE: [Technique; 4] =
    [Technique::Mobility, Technique::AnkleCircles, Technique::Effleurage, Technique::SustainedHold];
const ROUGH: [Technique; 5] =
    [Technique::CrossFriction, Technique::BallRoll, Technique::Roller, Technique::TriggerHold, Technique::HeelRaise];

/// What of massage is alike; none of what is no massage.
fn family(technique: Technique) -> Option<&'static str> {
    use Technique::*;
    match technique {
        Kneading | Circles | Compression | DeepGlide | TriggerHold => Some("kneading"),
        BallRoll | Roller => Some("rolling"),
        CrossFriction => Some("friction"),
        ColdRoll => Some("cold"),
        Settle | Mobility | AnkleCircles | Reach | Effleurage | SustainedHold | StretchFascia | StretchCalfStraight
        | StretchCalfBent | HeelRaise => None,
    }
}

fn is_massage(techniques: &[Technique]) -> bool {
    techniques.iter().any(|one| family(*one).is_some())
}

/// The one family of massage that there is among them.
fn only_family(techniques: &[Technique]) -> Option<&'static str> {
    let mut families = techniques.iter().filter_map(|one| family(*one));
    let first = families.next()?;
    families.all(|one| one == first).then_some(first)
}

/// What a yes leaves nothing of, wherever on the leg it is done.
fn banned(question: Question) -> &'static [Technique] {
    use Technique::*;
    match question {
        Question::Pregnancy => &[Roller, CrossFriction],
        Question::Clot => &[Roller, CrossFriction, TriggerHold],
        Question::Diabetes => &[BallRoll, ColdRoll],
        Question::Injection => &[StretchFascia, HeelRaise],
        Question::Bones => &[Roller],
        Question::Cold => &[ColdRoll],
        Question::Surgery | Question::Veins | Question::Painkillers => &[],
    }
}

/// On the day of a red flag: no session, nothing due, no firmer level, and of the weeks only what names a clinician.
fn hold_flags(advice: &Advice) {
    let suggestion = &advice.suggestion;
    assert!(suggestion.pick.is_none() && suggestion.second.is_none() && !suggestion.is_due, "a session: {advice:?}");
    assert_eq!(suggestion.due, Due::default(), "due on the day of a red flag: {advice:?}");
    assert!(!advice.standing.offers && advice.standing.next != Next::Open, "a firmer level: {advice:?}");
    assert!(!matches!(advice.word, Some(Word::Ease | Word::Back | Word::Landed)), "another plan: {advice:?}");
}

impl Person {
    /// Everything that holds of any day.
    pub(super) fn hold_rules(&mut self, advice: &Advice) {
        self.hold_days(advice);
        self.hold_neutral(advice);
        if !advice.suggestion.marks.flags.is_empty() {
            return hold_flags(advice);
        }
        if self.is_ill {
            return self.hold_health(advice);
        }
        let pick = advice.suggestion.pick.as_ref().expect("no suggestion is empty");
        assert!(!pick.reasons.is_empty());
        self.hold(pick, advice);
        advice.suggestion.second.iter().for_each(|second| self.hold(second, advice));
        self.hold_marks(pick, advice);
        self.hold_main(pick, advice);
        self.hold_sore(pick, advice);
    }

    fn techniques(&self, pick: &Pick) -> Vec<Technique> {
        let card = self.routines.iter().find(|one| one.id.as_ref() == Some(&pick.id)).expect("a routine there is");
        card.state.as_ref().unwrap().techniques.clone()
    }

    /// What may be done now.
    fn hold(&self, pick: &Pick, advice: &Advice) {
        let (now, with, plan) = (self.now(), self.techniques(pick), &self.care.plan);
        let today = now.today();
        let has = |one| with.contains(&one);
        let away = |at: DateTime<FixedOffset>| (now.wall - at).abs();
        let again = |one: Technique, days: i64| {
            self.lately().any(|(day, did)| {
                did.with.contains(&one) && ((today - day).num_days() < days || away(did.at) < TimeDelta::hours(24))
            })
        };
        let context =
            || format!("{pick:?}\nat {}\n{advice:?}\n{:?}", now.wall, self.lately().take(8).collect::<Vec<_>>());
        assert!(!has(Technique::CrossFriction) || !again(Technique::CrossFriction, 2), "friction again: {}", context());
        let raises = has(Technique::HeelRaise);
        assert!(!raises || plan.strength.on, "heel raises nobody chose: {}", context());
        let apart = i64::from(plan.strength.every_days.max(2));
        assert!(!raises || !again(Technique::HeelRaise, apart), "raises again: {}", context());
        let cold = has(Technique::ColdRoll);
        let is_cold =
            self.lately().any(|(_, did)| did.with.contains(&Technique::ColdRoll) && away(did.at) < TimeDelta::hours(3));
        assert!(!cold || !is_cold, "cold again: {}", context());
        let card = self.routines.iter().find(|one| one.id.as_ref() == Some(&pick.id)).unwrap();
        let foot = card.state.as_ref().unwrap().totals.left;
        assert!(!cold || foot.0 <= 20 * 60, "cold for too long: {}", context());
        let massages = self.lately().filter(|(day, did)| *day == today && is_massage(&did.with)).count();
        let most = usize::from(plan.massage.max_per_day);
        assert!(!is_massage(&with) || massages < most.min(2), "too much massage: {}", context());
        assert!(advice.suggestion.level > Level::Light || !with.iter().any(|one| ROUGH.contains(one)), "{}", context());
    }

    /// What is due: massage on its days, every stretch until it is done, a visit after its days.
    fn hold_days(&self, advice: &Advice) {
        let (now, plan, suggestion) = (self.now(), &self.care.plan, &advice.suggestion);
        let (today, due) = (now.today(), suggestion.due);
        let weekday = chrono::Datelike::weekday(&today).num_days_from_monday() as usize;
        assert!(!due.massage || plan.massage.days[weekday], "no day of massage: {advice:?}");
        let did_today = |one| self.lately().filter(|(day, did)| *day == today && did.with.contains(&one)).count();
        if due != Due::default() && !self.is_ill {
            assert_eq!(due.stretches, plan.stretch.per_day, "{advice:?}");
            assert_eq!(usize::from(due.stretched), did_today(Technique::StretchFascia), "{advice:?}");
        }
        let is_evening = plan.anchors.nearest(now) == solemate::domain::care::Anchor::Evening;
        assert!(!is_evening || due.stretches_left() == 0 || suggestion.is_due, "stretches are left: {advice:?}");
        let last = self.visits.iter().filter_map(|(day, at)| self.counts(*day, *at)).max();
        let is_away = last.is_none_or(|last| (today - last).num_days() >= i64::from(plan.visit.every_days));
        assert!(!due.visit || (plan.visit.on && is_away), "a visit again: {advice:?}");
    }

    /// No family is the main one on three days running.
    fn hold_main(&self, pick: &Pick, advice: &Advice) {
        let (today, suggestion) = (self.now().today(), &advice.suggestion);
        let is_main = suggestion.is_due && suggestion.anchor == solemate::domain::care::Anchor::Evening;
        let Some(wanted) = only_family(&self.techniques(pick)).filter(|_| is_main) else { return };
        let was_all = |ago: i64| {
            let of_day = |(day, did): &(NaiveDate, &Did)| (today - *day).num_days() == ago && is_massage(&did.with);
            let mut main = self.lately().filter(of_day).filter(|(_, did)| did.id != self.care.plan.morning).peekable();
            main.peek().is_some() && main.all(|(_, did)| only_family(&did.with) == Some(wanted))
        };
        assert!(!(was_all(1) && was_all(2)), "three days of {wanted}: {advice:?}");
    }

    /// What the words about today ask for.
    fn hold_marks(&self, pick: &Pick, advice: &Advice) {
        let (marks, with) = (advice.suggestion.marks, self.techniques(pick));
        let (due, is_due) = (advice.suggestion.due, advice.suggestion.is_due);
        assert!(!marks.rest || (!is_due && due == Due::default()), "due on a rest day: {advice:?}");
        let is_quiet = marks.rest || marks.tired || marks.flare;
        assert!(!is_quiet || with.iter().all(|one| GENTLE.contains(one)), "not gentle: {advice:?}");
        let tools = [Technique::BallRoll, Technique::Roller, Technique::ColdRoll];
        assert!(marks.travels.is_none() || !with.iter().any(|one| tools.contains(one)), "not packed: {advice:?}");
    }

    /// No word about a day counts in what becomes of the level.
    fn hold_neutral(&mut self, advice: &Advice) {
        if !self.chance.one_in(6) {
            return;
        }
        let silent: Vec<Fact> =
            self.facts.iter().filter(|fact| !matches!(fact.what, What::Day(_) | What::RedFlags(_))).cloned().collect();
        let without = self.care.advise(&silent, self.routines.iter(), Feet::Both, self.now()).standing;
        let counted =
            |standing: &solemate::domain::care::Standing| (standing.level, standing.since, standing.news.clone());
        assert_eq!(counted(&without), counted(&advice.standing), "a word about a day counts");
    }

    /// What pain just now, and a session that went too far, ask for.
    fn hold_sore(&self, pick: &Pick, advice: &Advice) {
        let (now, limits, with) = (self.now(), self.care.plan.limits, self.techniques(pick));
        let is_gentle = with.iter().all(|one| GENTLE.contains(one));
        let is_red = |ago: i64| self.most_during(now.today() - TimeDelta::days(ago)) >= Some(limits.red);
        assert!(is_gentle || !(is_red(0) || is_red(1)), "not gentle after red: {advice:?}");
        // A clock that was ahead has rated something later than now.
        let is_ahead = self.felt.iter().any(|felt| felt.at > self.at);
        let just_now = self.felt.iter().rev().take_while(|felt| felt.at == self.at);
        let pain = just_now.filter(|felt| felt.kind == PainKind::NowBefore).map(|felt| felt.value).max();
        let Some(pain) = pain.filter(|_| !is_ahead) else { return };
        assert!(is_gentle || pain < limits.gentle, "not gentle with {pain}: {advice:?}");
        let is_rough = |pick: &Pick| self.techniques(pick).iter().any(|one| ROUGH.contains(one));
        let offered = || [Some(pick), advice.suggestion.second.as_ref()].into_iter().flatten();
        assert!(pain < limits.tender || !offered().any(is_rough), "rough with {pain}: {advice:?}");
        assert!(pain < limits.tender || advice.suggestion.level < Level::Firm, "firm with {pain}: {advice:?}");
        assert!(pain < limits.tender || !advice.standing.offers, "more with {pain}: {advice:?}");
    }

    /// What a health profile asks for, coarsely: what a yes leaves nothing of is not suggested.
    fn hold_health(&self, advice: &Advice) {
        let (today, suggestion) = (self.now().today(), &advice.suggestion);
        let profile = &self.care.health;
        let has = |question| profile.holds(question, today);
        if has(Question::Surgery) && !profile.is_unread {
            assert_eq!((suggestion.pick.as_ref(), suggestion.is_due), (None, false), "after surgery: {advice:?}");
            assert!(!suggestion.due.visit && !suggestion.due.massage && !advice.standing.offers, "{advice:?}");
            return;
        }
        if has(Question::Surgery) {
            return;
        }
        let pick = suggestion.pick.as_ref().expect("no suggestion is empty");
        let is_banned = |one: &Technique| Question::ALL.into_iter().any(|by| has(by) && banned(by).contains(one));
        let is_left = self.techniques(pick).iter().any(|one| *one != Technique::Settle && !is_banned(one));
        assert!(is_left, "nothing is left of it: {advice:?}\n{profile:?}");
        let is_careful = has(Question::Bones) || profile.is_unread;
        assert!(!is_careful || suggestion.level == Level::Light, "not light: {advice:?}");
        assert!(!is_careful || !advice.standing.offers, "more for whoever stays at level 1: {advice:?}");
        let asks = [Question::Clot, Question::Pregnancy, Question::Injection, Question::Diabetes, Question::Bones];
        let hands = asks.into_iter().any(has);
        assert!(!suggestion.due.visit || !(hands || profile.is_unread), "hands that nobody allowed: {advice:?}");
    }

    /// What has become of the level, once it is written down: down at once, and not twice within the stay.
    pub(super) fn hold_level(&self, advice: &Advice) {
        let today = self.now().today();
        let level = advice.standing.level;
        let stays = 0..i64::from(self.care.plan.limits.stay);
        // A clock that went wrong in between lowers nothing and raises nothing.
        let mut since_yes = self.care.ledger.iter().rev().take_while(|entry| entry.why != Why::Yes);
        let is_down = level == Level::Light
            || since_yes.any(|entry| entry.why.is_drop() && stays.contains(&(today - entry.day).num_days()));
        assert!(
            is_down || !self.speaks_against(today),
            "not down at once on {today}: {:?} {advice:?}",
            self.care.ledger
        );
    }

    /// Before a yes: no day of the last ones went above the limit of the level, or asked for less.
    pub(super) fn hold_yes(&self, level: Level, day: NaiveDate) {
        let limits = self.care.plan.limits;
        let most = [limits.light, limits.medium, limits.firm][usize::from(level.number() - 1)].min(5);
        for ago in 0..i64::from(limits.days) {
            let one = day - TimeDelta::days(ago);
            assert!(self.most_during(one) <= Some(most), "a yes after {:?} on {one}", self.most_during(one));
            assert!(!self.speaks_against(one), "a yes although {one} asked for less");
        }
    }

    /// Whether a day asks for a lighter level: red, a clearly higher morning after a session, two higher mornings.
    fn speaks_against(&self, day: NaiveDate) -> bool {
        let before = day - TimeDelta::days(1);
        let limits = self.care.plan.limits;
        let worked = self.lately().any(|(one, _)| one == before);
        self.most_during(day) >= Some(limits.red)
            || (worked && self.above_usual(day) >= Some(2 * i16::from(limits.clearly)))
            || (self.above_usual(day) >= Some(2) && self.above_usual(before) >= Some(2))
    }

    /// The highest discomfort in the sessions of a day.
    fn most_during(&self, day: NaiveDate) -> Option<u8> {
        let during = self.felt.iter().filter(|felt| felt.kind == PainKind::NowDuring);
        during.filter(|felt| self.counts(felt.day, felt.at) == Some(day)).map(|felt| felt.value).max()
    }

    /// Half points above the median of the seven days before, of the foot that is the higher one.
    fn above_usual(&self, day: NaiveDate) -> Option<i16> {
        let of_foot = |side: Side| {
            let value = i16::from(self.first_step(side, day)?);
            let mut week: Vec<i16> =
                (1..=7).filter_map(|ago| self.first_step(side, day - TimeDelta::days(ago))).map(i16::from).collect();
            week.sort_unstable();
            let many = week.len();
            (many >= 4).then(|| 2 * value - (week[(many - 1) / 2] + week[many / 2]))
        };
        Side::BOTH.into_iter().filter_map(of_foot).max()
    }

    /// The newest first-step rating of a foot on a day.
    fn first_step(&self, side: Side, day: NaiveDate) -> Option<u8> {
        let of_it = self.felt.iter().filter(|felt| felt.kind == PainKind::FirstStep && felt.side == side);
        let of_day = of_it.filter(|felt| self.counts(felt.day, felt.at) == Some(day));
        of_day.max_by_key(|felt| felt.at).map(|felt| felt.value)
    }
}
