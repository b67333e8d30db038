@echo off
rem Runs the msi command of an unpacked archive.
setlocal
set "HOME_DIRECTORY=%~dp0.."
set "JAVA=java.exe"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java.exe"
if exist "%HOME_DIRECTORY%\runtime\bin\java.exe" set "JAVA=%HOME_DIRECTORY%\runtime\bin\java.exe"
if exist "%JAVA%" goto found
where "%JAVA%" >nul 2>&1
if errorlevel 1 (
  echo msi: no Java found: install Java 17 or newer, or set JAVA_HOME.>&2
  exit /b 1
)
:found
rem A short command starts faster with the first compiler only.
set "FLAGS=-XX:TieredStopAtLevel=1"
set "JAR=msi.jar"
if "%~1 %~2"=="local start" set "FLAGS="
if "%~1 %~2"=="local up" set "FLAGS="
if "%~1 %~2"=="local run" set "FLAGS="
if "%~1"=="demo" set "FLAGS="
if "%~1"=="demo" set "JAR=msi-demo.jar"
"%JAVA%" %FLAGS% -jar "%HOME_DIRECTORY%\lib\%JAR%" %*
exit /b %ERRORLEVEL%
