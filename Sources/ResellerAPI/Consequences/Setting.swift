/// Values that a call sets, against what a read shows of them.
extension Trace.Setting {
    /// What the call gives; nil where it leaves the value as it is.
    func given(in parameters: Parameters) -> String? {
        switch source {
        case .constant(let value): value
        case .parameter(let name): parameters[name]
        }
    }

    /// The value as the service will show it.
    func kept(_ given: String) -> String {
        switch keeping {
        case .asGiven: given
        case .withScheme: given.isEmpty || given.contains("://") ? given : "http://" + given
        case .cut(let length): String(given.prefix(length))
        case .asTruth: given == "1" ? "true" : "false"
        }
    }

    /// Whether what is shown is what was given. The service may also keep it just as it came.
    func fits(_ shown: String?, _ given: String) -> Bool { [given, kept(given)].contains(shown ?? "") }

    /// The name of the parameter that gives it; nil for a constant.
    var parameter: String? { if case .parameter(let name) = source { name } else { nil } }
}

extension Request {
    /// The settings of a list that this call gives, each with its value.
    func given(_ settings: [Trace.Setting]) -> [(setting: Trace.Setting, value: String)] {
        settings.compactMap { setting in setting.given(in: parameters).map { (setting, $0) } }
    }

    /// Whether an image shows all that the call sets.
    func fits(_ image: StateImage, _ settings: [Trace.Setting]) -> Bool {
        image.isThere && given(settings).allSatisfy { $0.setting.fits(image[$0.setting.member], $0.value) }
    }

    /// The names of an app's settings, those that the table knows first, and then what else is given or was there.
    func settingNames(_ before: StateImage?) -> [String] {
        let known = App.named(parameters["name"] ?? "")?.fields.map(\.bareName) ?? []
        let given = parameters.pairs.map(\.name.bare).filter { operation.field($0) == nil }
        var seen: Set<String> = []
        return (known + given + (before?.entries.map(\.name) ?? [])).filter { seen.insert($0).inserted }
    }

    /// The values of an app's setting in this call; an empty one is none.
    func settingValues(_ name: String) -> [String] {
        parameters.pairs.filter { $0.name.bare == name }.map(\.value).filter { !$0.isEmpty }
    }
}

extension String {
    /// A parameter's name without the brackets of a list.
    var bare: String { hasSuffix("[]") ? String(dropLast(2)) : self }
}

extension StateImage {
    /// The values of an app's setting; an empty one is none.
    func settingValues(_ name: String) -> [String] { values(of: name).filter { !$0.isEmpty } }
}
