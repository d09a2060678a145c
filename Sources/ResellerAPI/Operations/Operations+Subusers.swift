/// The same calls for the subusers of a customer, in the order of the areas.
extension Operation {
    static let subuserOperations: [Operation] = [
        subuserAuthenticate,
        subuserLoginURL,
        subuserStatsDaily,
        subuserStatsAggregate,
        subuserStatsCategories,
        subuserStatsByCategory,
        subuserBouncesList,
        subuserBouncesDelete,
        subuserUnsubscribesList,
        subuserUnsubscribesAdd,
        subuserUnsubscribesDelete,
        subuserInvalidEmailsList,
        subuserInvalidEmailsDelete,
        subuserSpamReportsList,
        subuserSpamReportsDelete,
        subuserLimitsGet,
        subuserLimitsRemove,
        subuserLimitsSetRecurring,
        subuserLimitsSetTotal,
        subuserLimitsIncrement,
        subuserLimitsDecrement,
        subuserTimezoneList,
        subuserTimezoneGet,
        subuserTimezoneSet,
        subuserMonitorList,
        subuserMonitorCreate,
        subuserMonitorEdit,
        subuserMonitorDelete,
        subuserMonitorAppend,
        subuserMonitorDetach,
        subuserEventURLGet,
        subuserEventURLSet,
        subuserEventURLDelete,
        subuserParseList,
        subuserParseCreate,
        subuserParseUpdate,
        subuserParseDelete,
        subuserAppsList,
        subuserAppsActivate,
        subuserAppsDeactivate,
        subuserAppsSetup,
        subuserAppsSettings,
    ]

    package static let subuserAuthenticate = customerAuthenticate.forSubuser
    package static let subuserLoginURL = customerLoginURL.forSubuser
    package static let subuserStatsDaily = statsDaily.forSubuser
    package static let subuserStatsAggregate = statsAggregate.forSubuser
    package static let subuserStatsCategories = statsCategories.forSubuser
    package static let subuserStatsByCategory = statsByCategory.forSubuser
    package static let subuserBouncesList = bouncesList.forSubuser
    package static let subuserBouncesDelete = bouncesDelete.forSubuser
    package static let subuserUnsubscribesList = unsubscribesList.forSubuser
    package static let subuserUnsubscribesAdd = unsubscribesAdd.forSubuser
    package static let subuserUnsubscribesDelete = unsubscribesDelete.forSubuser
    package static let subuserInvalidEmailsList = invalidEmailsList.forSubuser
    package static let subuserInvalidEmailsDelete = invalidEmailsDelete.forSubuser
    package static let subuserSpamReportsList = spamReportsList.forSubuser
    package static let subuserSpamReportsDelete = spamReportsDelete.forSubuser
    package static let subuserLimitsGet = limitsGet.forSubuser
    package static let subuserLimitsRemove = limitsRemove.forSubuser
    package static let subuserLimitsSetRecurring = limitsSetRecurring.forSubuser
    package static let subuserLimitsSetTotal = limitsSetTotal.forSubuser
    package static let subuserLimitsIncrement = limitsIncrement.forSubuser
    package static let subuserLimitsDecrement = limitsDecrement.forSubuser
    package static let subuserTimezoneList = timezoneList.forSubuser
    package static let subuserTimezoneGet = timezoneGet.forSubuser
    package static let subuserTimezoneSet = timezoneSet.forSubuser
    package static let subuserMonitorList = monitorList.forSubuser
    package static let subuserMonitorCreate = monitorCreate.forSubuser
    package static let subuserMonitorEdit = monitorEdit.forSubuser
    package static let subuserMonitorDelete = monitorDelete.forSubuser
    package static let subuserMonitorAppend = monitorAppend.forSubuser
    package static let subuserMonitorDetach = monitorDetach.forSubuser
    package static let subuserEventURLGet = eventURLGet.forSubuser
    package static let subuserEventURLSet = eventURLSet.forSubuser
    package static let subuserEventURLDelete = eventURLDelete.forSubuser
    package static let subuserParseList = parseList.forSubuser
    package static let subuserParseCreate = parseCreate.forSubuser
    package static let subuserParseUpdate = parseUpdate.forSubuser
    package static let subuserParseDelete = parseDelete.forSubuser
    package static let subuserAppsList = appsList.forSubuser
    package static let subuserAppsActivate = appsActivate.forSubuser
    package static let subuserAppsDeactivate = appsDeactivate.forSubuser
    package static let subuserAppsSetup = appsSetup.forSubuser
    package static let subuserAppsSettings = appsSettings.forSubuser
}
