import Foundation
import ResellerAPI

/// What the seed says about how an account sends: volume, rhythm and rates. Not what people did to it since.
struct Persona: Sendable {
    /// When the account was made, seconds since 1970.
    let created: Int
    /// Mails of an ordinary working day.
    let daily: Double
    let rhythm: Rhythm
    let profile: DayProfile
    /// IANA name.
    let timezone: String
    /// Growth of the logarithm of the volume a year.
    let trend: Double
    let bounceRate: Double
    let blockRate: Double
    let invalidRate: Double
    let spamRate: Double
    let unsubscribeRate: Double
    let openRate: Double
    let clickRate: Double
    let reputation: Int
    let package: Offer
    /// Whether the account may send when the world begins.
    let active: Bool

    /// The share of an ordinary day's mail that each day of the week has, Sunday first.
    enum Rhythm: Int, Sendable, CaseIterable {
        case transactional, office, shop, weekly

        func share(weekday: Int) -> Double {
            switch self {
            case .transactional: [0.72, 1, 1.03, 1.04, 1.02, 1, 0.78][weekday]
            case .office: [0.08, 1.02, 1.06, 1.05, 1.0, 0.88, 0.1][weekday]
            case .shop: [0.85, 0.9, 0.95, 1, 1.15, 1.2, 0.65][weekday]
            case .weekly: [0.12, 0.3, 0.35, 1, 3.6, 0.35, 0.15][weekday]
            }
        }
    }
}

/// Makes personas from the dice.
struct Personas: Sendable {
    let dice: Dice
    /// The first day of the world, days since 1970.
    let anchorDay: Int

    func persona(_ account: AccountID) -> Persona {
        account.isSubuser ? subuser(account) : customer(account)
    }

    private func customer(_ account: AccountID) -> Persona {
        let place = account.place
        let daily = volume(place)
        let rhythm = dice.pick(from: Persona.Rhythm.allCases, .rhythm, place)
        let shape = rhythm == .office ? 0 : rhythm == .shop ? 1 : rhythm == .weekly ? 3 : dice.pick(3, .phase, place)
        let age = 40 + Int(pow(dice.unit(.created, place), 1.4) * 1300)
        let spread = { (subject: Dice.Subject, middle: Double) in middle * exp(0.45 * dice.normal(subject, place)) }
        return Persona(
            created: (anchorDay - age) * 86_400 + dice.pick(86_400, .created, place, 1), daily: daily, rhythm: rhythm,
            profile: DayProfile.of(shape: shape, phase: dice.pick(24, .phase, place, 1)),
            timezone: dice.pick(from: Zones.common, .timezone, place),
            trend: 0.25 * dice.normal(.trend, place), bounceRate: min(0.018, spread(.bounceRate, 0.006)),
            blockRate: spread(.blockRate, 0.003), invalidRate: spread(.invalidRate, 0.0006),
            spamRate: min(0.0005, spread(.spamRate, 0.00012)), unsubscribeRate: spread(.unsubscribeRate, 0.0011),
            openRate: min(0.6, spread(.openRate, 0.24)), clickRate: min(0.4, spread(.clickRate, 0.12)),
            reputation: 100 - Int(abs(dice.normal(.reputation, place)) * 2.6),
            package: daily < 60 && dice.pick(10, .volume, place, 3) < 7
                ? .free : .fitting(monthly: daily * 31 * 1.1),
            active: Self.isActive(account, dice))
    }

    /// Mails a day: log-normal, a few accounts that send nothing, none beyond a million.
    private func volume(_ place: Int) -> Double {
        if dice.pick(100, .volume, place) < 6 { return 0 }
        return min(1_000_000, exp(log(900) + 1.9 * dice.normal(.volume, place, 1)))
    }

    /// Whether a customer sends more than most; asked without making the whole persona.
    static func isLarge(_ account: AccountID, _ dice: Dice) -> Bool {
        dice.normal(.volume, account.place, 1) > 0 && dice.pick(100, .volume, account.place) >= 6
    }

    /// Whether a generated customer may send when the world begins.
    static func isActive(_ account: AccountID, _ dice: Dice) -> Bool { dice.pick(50, .active, account.place) > 0 }

    /// A subuser sends a part of what its customer sends, with habits of its own.
    private func subuser(_ account: AccountID) -> Persona {
        let owner = customer(account.owner)
        let part = 0.05 + 0.25 * dice.unit(.volume, account.place)
        let own = { (subject: Dice.Subject) in exp(0.2 * dice.normal(subject, account.place)) }
        return Persona(
            created: owner.created + 86_400, daily: owner.daily * part, rhythm: owner.rhythm, profile: owner.profile,
            timezone: owner.timezone, trend: owner.trend, bounceRate: owner.bounceRate * own(.bounceRate),
            blockRate: owner.blockRate, invalidRate: owner.invalidRate, spamRate: owner.spamRate * own(.spamRate),
            unsubscribeRate: owner.unsubscribeRate, openRate: owner.openRate, clickRate: owner.clickRate,
            reputation: owner.reputation, package: owner.package, active: owner.active)
    }
}
