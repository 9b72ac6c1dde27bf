/// Drivers in C for the tests: a filter that passes everything through, and drivers that each break one rule.
#pragma once

#include "ndis_driver.h"

NTSTATUS PassThroughEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath);
/// The same driver; it also writes one byte of every packet it passes.
NTSTATUS PassThroughRewritingEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath);
/// The same driver; it also writes bytes of every packet at places that depend on the packet.
NTSTATUS PassThroughScatteringEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath);
/// The same driver; it completes what is sent with NDIS_STATUS_RESET_IN_PROGRESS.
NTSTATUS PassThroughResettingEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath);
/// The same driver; it returns what is received and indicates nothing.
NTSTATUS PassThroughKeepingEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath);

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
/// A filter that sets a timer object while it runs; how often it fired and at what level.
NTSTATUS TimerFilterEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath);
ULONG TimerFilterFired(void);
UCHAR TimerFilterLevel(void);
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
  /// What has to be done to its stack until it breaks the rule, in words of the tests.
  const char *Steps;
} BREAKER;
ULONG BreakerCount(void);
BREAKER BreakerAt(ULONG Index);
/// Runs what the loaded driver does outside of its handlers, if it does anything.
void BreakerRunPoke(void);
void BreakerClearPoke(void);
/// While held, a breaker keeps every rule; those that misbehave as they come or go do so all the same.
void BreakerHold(BOOLEAN IsHeld);
/// The breakers keep what they know in static storage: one test at a time may use them.
void BreakerBegin(void);
void BreakerEnd(void);

/// How the drivers of `versioned.c` register.
typedef struct VERSIONED_CONFIGURATION {
  UCHAR Major;
  UCHAR Minor;
  /// Of the characteristics.
  UCHAR Revision;
  /// Stated size; 0 for that of the revision.
  USHORT Size;
  /// Bytes to the handler that is left out; 0 for none.
  ULONG OmittedOffset;
  /// The information slot that the filter writes once on a received list; 0 for none.
  ULONG WritesSlot;
  /// By how much the filter cuts the MTU at a restart; 0 for not at all.
  ULONG CutsMtu;
} VERSIONED_CONFIGURATION;
/// As a driver of NDIS 6.`Minor` should.
VERSIONED_CONFIGURATION VersionedDefault(UCHAR Minor);
/// Sets how the next driver registers and forgets what was seen.
void VersionedConfigure(VERSIONED_CONFIGURATION Configuration);

/// What NDIS gave the drivers of `versioned.c`.
typedef struct VERSIONED_SEEN {
  UCHAR AttachRevision, BindRevision;
  USHORT AttachSize, BindSize;
  ULONG BindMtu, Received, NetEvents, DeviceEvents, HangChecks, Resets, Shutdowns, Halts, Detaches, Unbinds;
  ULONG DirectRequests, DirectCompletions, ActivatedPort, SetOptions, Unloads;
  KIRQL SetOptionsLevel, UnloadLevel;
  ULONG RestartLists, Restarts, RestartMtu, RestartNames, RestartEntries;
  NDIS_STATUS DirectStatus;
} VERSIONED_SEEN;
VERSIONED_SEEN VersionedSeen(void);

NTSTATUS VersionedFilterEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath);
NTSTATUS VersionedMiniportEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath);
NTSTATUS VersionedProtocolEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath);
void VersionedDeregisterFilter(void);
NDIS_STATUS VersionedActivatePort(BOOLEAN Active);
NDIS_STATUS VersionedDirectRequest(void);
