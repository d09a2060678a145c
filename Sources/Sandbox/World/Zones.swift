import Foundation

/// One entry of the list of time zones.
struct Zone: Sendable {
    /// Standard time, as `GMT-06:00`.
    let display: String
    let name: String
    /// IANA name.
    let identifier: String
}

/// The time zones that customers may have.
enum Zones {
    /// Zones of the generated customers.
    static let common = [
        "America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles", "America/Los_Angeles",
        "Europe/London", "Europe/Berlin", "Europe/Paris", "Europe/Madrid", "Europe/Warsaw", "Asia/Tokyo",
        "Asia/Kolkata", "Australia/Sydney", "America/Sao_Paulo", "Africa/Johannesburg",
    ]

    static func zone(_ identifier: String) -> Zone? { byIdentifier[identifier] }

    /// Seconds that the zone is ahead of UTC at this point in time; 0 for an unknown zone.
    static func ahead(_ identifier: String, at seconds: Int) -> Int {
        zones[identifier]?.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds))) ?? 0
    }

    private static let byIdentifier = Dictionary(uniqueKeysWithValues: all.map { ($0.identifier, $0) })
    private static let zones = Dictionary(
        uniqueKeysWithValues: all.compactMap { entry in
            TimeZone(identifier: entry.identifier).map { (entry.identifier, $0) }
        })

    static let all: [Zone] = table.split(separator: "\n").compactMap { line in
        let parts = line.split(separator: "|").map(String.init)
        return parts.count == 3 ? Zone(display: parts[0], name: parts[1], identifier: parts[2]) : nil
    }

    private static let table = """
        GMT-11:00|American Samoa|Pacific/Pago_Pago
        GMT-10:00|Hawaii|Pacific/Honolulu
        GMT-09:30|Marquesas Islands|Pacific/Marquesas
        GMT-09:00|Alaska|America/Anchorage
        GMT-08:00|Pacific Time, US & Canada|America/Los_Angeles
        GMT-08:00|Tijuana|America/Tijuana
        GMT-07:00|Mountain Time, US & Canada|America/Denver
        GMT-07:00|Arizona|America/Phoenix
        GMT-07:00|Chihuahua|America/Chihuahua
        GMT-06:00|Central Time, US & Canada|America/Chicago
        GMT-06:00|Central America|America/Guatemala
        GMT-06:00|Guadalajara, Mexico City, Monterrey|America/Mexico_City
        GMT-06:00|Saskatchewan|America/Regina
        GMT-05:00|Eastern Time, US & Canada|America/New_York
        GMT-05:00|Bogota|America/Bogota
        GMT-05:00|Lima, Quito|America/Lima
        GMT-04:00|Atlantic Time, Canada|America/Halifax
        GMT-04:00|Caracas|America/Caracas
        GMT-04:00|La Paz|America/La_Paz
        GMT-04:00|Santiago|America/Santiago
        GMT-03:30|Newfoundland|America/St_Johns
        GMT-03:00|Brasilia|America/Sao_Paulo
        GMT-03:00|Buenos Aires|America/Argentina/Buenos_Aires
        GMT-03:00|Montevideo|America/Montevideo
        GMT-02:00|Mid-Atlantic|Atlantic/South_Georgia
        GMT-01:00|Azores|Atlantic/Azores
        GMT-01:00|Cape Verde Islands|Atlantic/Cape_Verde
        GMT+00:00|Coordinated Universal Time|UTC
        GMT+00:00|Dublin, Edinburgh, Lisbon, London|Europe/London
        GMT+00:00|Dublin|Europe/Dublin
        GMT+00:00|Lisbon|Europe/Lisbon
        GMT+00:00|Monrovia, Reykjavik|Atlantic/Reykjavik
        GMT+01:00|Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna|Europe/Berlin
        GMT+01:00|Brussels, Copenhagen, Madrid, Paris|Europe/Paris
        GMT+01:00|Madrid|Europe/Madrid
        GMT+01:00|Rome|Europe/Rome
        GMT+01:00|Stockholm|Europe/Stockholm
        GMT+01:00|Sarajevo, Skopje, Warsaw, Zagreb|Europe/Warsaw
        GMT+01:00|Zurich|Europe/Zurich
        GMT+01:00|West Central Africa|Africa/Lagos
        GMT+02:00|Athens, Bucharest|Europe/Athens
        GMT+02:00|Cairo|Africa/Cairo
        GMT+02:00|Harare, Pretoria|Africa/Johannesburg
        GMT+02:00|Helsinki, Kyiv, Riga, Sofia, Tallinn, Vilnius|Europe/Helsinki
        GMT+02:00|Jerusalem|Asia/Jerusalem
        GMT+03:00|Istanbul|Europe/Istanbul
        GMT+03:00|Baghdad|Asia/Baghdad
        GMT+03:00|Kuwait, Riyadh|Asia/Riyadh
        GMT+03:00|Moscow|Europe/Moscow
        GMT+03:00|Nairobi|Africa/Nairobi
        GMT+03:30|Tehran|Asia/Tehran
        GMT+04:00|Abu Dhabi, Muscat|Asia/Dubai
        GMT+04:00|Baku|Asia/Baku
        GMT+04:30|Kabul|Asia/Kabul
        GMT+05:00|Islamabad, Karachi|Asia/Karachi
        GMT+05:00|Tashkent|Asia/Tashkent
        GMT+05:30|Chennai, Kolkata, Mumbai, New Delhi|Asia/Kolkata
        GMT+05:45|Kathmandu|Asia/Kathmandu
        GMT+06:00|Dhaka|Asia/Dhaka
        GMT+06:30|Yangon|Asia/Yangon
        GMT+07:00|Bangkok, Hanoi, Jakarta|Asia/Bangkok
        GMT+08:00|Beijing, Chongqing, Hong Kong|Asia/Shanghai
        GMT+08:00|Perth|Australia/Perth
        GMT+08:00|Singapore|Asia/Singapore
        GMT+08:00|Taipei|Asia/Taipei
        GMT+09:00|Osaka, Sapporo, Tokyo|Asia/Tokyo
        GMT+09:00|Seoul|Asia/Seoul
        GMT+09:30|Adelaide|Australia/Adelaide
        GMT+09:30|Darwin|Australia/Darwin
        GMT+10:00|Brisbane|Australia/Brisbane
        GMT+10:00|Canberra, Melbourne, Sydney|Australia/Sydney
        GMT+10:00|Guam, Port Moresby|Pacific/Guam
        GMT+11:00|Solomon Islands, New Caledonia|Pacific/Noumea
        GMT+12:00|Auckland, Wellington|Pacific/Auckland
        GMT+12:00|Fiji|Pacific/Fiji
        GMT+12:45|Chatham Islands|Pacific/Chatham
        GMT+13:00|Nuku'alofa|Pacific/Tongatapu
        """
}
