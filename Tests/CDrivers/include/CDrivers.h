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

/// A miniport that echoes what is sent, and a protocol that returns what it gets; both keep every rule.
NTSTATUS EchoMiniportEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath);
NTSTATUS EchoProtocolEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath);
/// The filter from which the breakers differ in one handler.
NTSTATUS BaseFilterEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath);
/// Lists that the protocol has received.
ULONG EchoProtocolReceived(void);

/// What a breaker is; REFUSED ones do not get past their registration.
enum { BREAKER_FILTER = 1, BREAKER_MONITOR = 2, BREAKER_MINIPORT = 3, BREAKER_PROTOCOL = 4, BREAKER_REFUSED = 5 };
/// A driver that breaks one rule of the verifier.
typedef struct BREAKER {
  const char *Name;
  const char *Rule;
  ULONG Kind;
  DRIVER_ENTRY_HANDLER Entry;
} BREAKER;
ULONG BreakerCount(void);
BREAKER BreakerAt(ULONG Index);
/// Runs what the loaded driver does outside of its handlers, if it does anything.
void BreakerRunPoke(void);
void BreakerClearPoke(void);
