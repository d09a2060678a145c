import Foundation

/// Chance that can be asked for any place of the world without walking there: the same question has the same answer.
struct Dice: Sendable {
    let seed: UInt64

    /// What the chance is about; keeps the answers of different questions apart.
    enum Subject: UInt64, Sendable {
        case name = 1, given, family, city, street, house, country, phone, company, hostile, created, volume, rhythm
        case phase, timezone, bounceRate, spamRate, openRate, clickRate, unsubscribeRate, blockRate, invalidRate
        case reputation, trend, active, limit, website, subusers, incident, incidentKind, incidentStart, incidentLength
        case day, dayVolume, dayBounces, dayBlocks, daySpam, dayUnsubscribes, dayInvalid, dayOpens, dayClicks
        case dayRepeats, eventDomain, eventReason, eventLocal, showcase, monitor, address, local, category
        case sample, sampleKind, sampleText, fault, permutation, login, whitelabel, eventURL, apps, parse, status
        case password, extra
    }

    init(seed: UInt64) { self.seed = Self.mix(seed &+ 0x9E37_79B9_7F4A_7C15) }

    /// The last step of SplitMix64.
    static func mix(_ value: UInt64) -> UInt64 {
        var mixed = value
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    func roll(_ subject: Subject, _ index: Int, _ more: Int = 0) -> UInt64 {
        let place = UInt64(bitPattern: Int64(index)) &* 0xD6E8_FEB8_6659_FD93
        let detail = UInt64(bitPattern: Int64(more)) &* 0xA076_1D64_78BD_642F
        return Self.mix(Self.mix(seed ^ place &+ subject.rawValue &* 0xE703_7ED1_A0B4_28DB) ^ detail)
    }

    /// A whole number from 0 up to the bound.
    func pick(_ bound: Int, _ subject: Subject, _ index: Int, _ more: Int = 0) -> Int {
        Int(((roll(subject, index, more) >> 32) &* UInt64(bound)) >> 32)
    }

    func pick<Element>(from choices: [Element], _ subject: Subject, _ index: Int, _ more: Int = 0) -> Element {
        choices[pick(choices.count, subject, index, more)]
    }

    /// From 0 up to 1.
    func unit(_ subject: Subject, _ index: Int, _ more: Int = 0) -> Double {
        Double(roll(subject, index, more) >> 11) * 0x1p-53
    }

    /// About normal, mean 0, deviation 1; never beyond ±3.5. The sum of four uniform numbers from one roll.
    func normal(_ subject: Subject, _ index: Int, _ more: Int = 0) -> Double {
        let bits = roll(subject, index, more)
        let sum = (bits & 0xFFFF) + (bits >> 16 & 0xFFFF) + (bits >> 32 & 0xFFFF) + (bits >> 48)
        return (Double(sum) / 65_536 - 2) * 1.732_050_8
    }
}
