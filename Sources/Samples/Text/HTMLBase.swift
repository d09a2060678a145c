/// Addresses that are told from where a page says it is.
enum HTMLBase {
    /// The whole address; as it is where it is one already, or leads nowhere.
    static func resolved(_ target: String, _ base: String) -> String {
        let start = target.unicodeScalars.drop { $0.value <= 0x20 }
        guard let first = start.first, first != "#", scheme(start) == nil else { return target }
        guard let colon = base.firstIndex(of: ":") else { return target }
        let rest = String(String.UnicodeScalarView(start))
        if start.starts(with: ["/", "/"]) || start.starts(with: ["\\", "\\"]) { return base[...colon] + rest }
        let host = base[base.index(after: colon)...].drop { $0 == "/" || $0 == "\\" }
            .prefix { $0 != "/" && $0 != "\\" && $0 != "?" && $0 != "#" }
        return base[...colon] + "//" + host + (first == "/" || first == "\\" ? "" : "/") + rest
    }

    /// `https` of `https:…`; nil where the address begins with none.
    private static func scheme(_ address: some Sequence<Unicode.Scalar>) -> String? {
        var scheme = ""
        for scalar in address {
            if scalar == ":" { return scheme.isEmpty ? nil : scheme }
            if scalar == "\t" || scalar == "\n" || scalar == "\r" { continue }
            guard scalar.isASCII, scalar.properties.isAlphabetic || "0123456789+-.".unicodeScalars.contains(scalar)
            else { return nil }
            scheme.unicodeScalars.append(scalar)
            if scheme.utf8.count > 60 { return nil }
        }
        return nil
    }
}
