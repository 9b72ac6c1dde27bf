/// Drivers in C for the tests: a filter that passes everything through, and drivers that each break one rule.
#pragma once

#include "ndis_driver.h"

NTSTATUS PassThroughEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath);
/// The same driver; it also writes one byte of every packet it passes.
NTSTATUS PassThroughRewritingEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath);

/// What the last attached module of the filter has counted.
typedef struct PASS_THROUGH_COUNTS {
  ULONG64 Sent, Completed, Received, Returned, Requests, RequestCompletions, Statuses, Cancels;
} PASS_THROUGH_COUNTS;
PASS_THROUGH_COUNTS PassThroughCounts(void);
