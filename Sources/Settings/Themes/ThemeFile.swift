import Screen

/// Reads a theme file: `{"about": …, "background": …, "roles": {role: style}}`.
package struct ThemeFile: Sendable, Equatable {
    package let theme: Theme
    package private(set) var problems: [Problem] = []

    private static let topKeys = ["about", "background", "roles"]

    /// - Parameters:
    ///   - name: the theme's, which is the file's without its ending.
    ///   - file: how the file is called in problems.
    ///   - base: where roles come from that this file does not have.
    package init(name: String, file: String, bytes: [UInt8], base: Theme? = nil) {
        var reading = Reading(file: file)
        switch JSONReader.read(bytes) {
        case .failure(let failure):
            reading.problems.append(
                Problem(
                    file: file, line: failure.place.line, column: failure.place.column, reason: .json(failure.fault)))
        case .success(let node): reading.read(node)
        }
        var styles = reading.styles
        for role in Role.allCases where styles[role] == nil { styles[role] = base?[role] ?? Style() }
        theme = Theme(name: name, about: reading.about, background: reading.background, styles: styles)
        problems = reading.problems
    }

    /// What has been read so far.
    private struct Reading {
        let file: String
        var about = ""
        var background = Colour.standard
        var styles: [Role: Style] = [:]
        var problems: [Problem] = []

        init(file: String) { self.file = file }

        mutating func read(_ node: JSONNode) {
            guard let members = node.members else { return note(.notAnObject(found: node.kind), node.place) }
            var seen: Set<String> = []
            for member in members {
                guard seen.insert(member.key).inserted else {
                    note(.entryTwice(member.key), member.place)
                    continue
                }
                switch member.key {
                case "about": readAbout(member.value)
                case "background": readBackground(member.value)
                case "roles": readRoles(member.value)
                default:
                    let nearest = Nearest.name(to: member.key, in: ThemeFile.topKeys)
                    note(.unknownEntry(member.key, nearest: nearest), member.place)
                }
            }
            if !seen.contains("roles") { note(.noRoles, node.place) }
        }

        private mutating func readAbout(_ node: JSONNode) {
            guard let text = node.string else { return note(.aboutNotText(found: node.kind), node.place) }
            about = text
        }

        private mutating func readBackground(_ node: JSONNode) {
            if node.value == .null { return }
            guard let text = node.string else { return note(.backgroundNotColour(found: node.kind), node.place) }
            switch StyleText.colour(text) {
            case .success(let colour): background = colour
            case .failure(let fault): note(.badBackground(fault), node.place)
            }
        }

        private mutating func readRoles(_ node: JSONNode) {
            guard let members = node.members else { return note(.rolesNotAnObject(found: node.kind), node.place) }
            var seen: Set<Role> = []
            for member in members {
                guard let role = Role(rawValue: member.key) else {
                    let nearest = Nearest.name(to: member.key, in: Role.allCases.map(\.rawValue))
                    note(.unknownRole(member.key, nearest: nearest), member.place)
                    continue
                }
                guard seen.insert(role).inserted else {
                    note(.entryTwice(member.key), member.place)
                    continue
                }
                read(member.value, role: role)
            }
            let missing = Role.allCases.filter { !seen.contains($0) }
            if !missing.isEmpty { note(.missingRoles(missing), node.place) }
        }

        private mutating func read(_ node: JSONNode, role: Role) {
            guard let text = node.string else { return note(.styleNotText(role, found: node.kind), node.place) }
            switch StyleText.style(text) {
            case .success(let style): styles[role] = style
            case .failure(let fault): note(.badStyle(role, fault), node.place)
            }
        }

        private mutating func note(_ fault: ThemeFault, _ place: JSONNode.Place) {
            problems.append(Problem(file: file, line: place.line, reason: .theme(fault)))
        }
    }
}

/// What can be wrong with an entry of a theme file.
package enum ThemeFault: Sendable, Equatable {
    case notAnObject(found: String)
    case noRoles
    case unknownEntry(String, nearest: String?)
    case entryTwice(String)
    case aboutNotText(found: String)
    case backgroundNotColour(found: String)
    case badBackground(StyleFault)
    case rolesNotAnObject(found: String)
    case unknownRole(String, nearest: String?)
    case missingRoles([Role])
    case styleNotText(Role, found: String)
    case badStyle(Role, StyleFault)

    var nearest: String? {
        switch self {
        case .unknownEntry(_, let nearest), .unknownRole(_, let nearest),
            .badStyle(_, .unknownWord(_, let nearest)), .badBackground(.unknownWord(_, let nearest)):
            nearest
        default: nil
        }
    }
}
